namespace Proxier.Proxyctl;

internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>Of diff, which ends with <see cref="BadInput"/> where others end with <see cref="Failed"/>.</summary>
    public const int Different = 1;

    /// <summary>Bad usage or bad input: nothing was rendered, nothing was changed.</summary>
    public const int BadInput = 2;
}
