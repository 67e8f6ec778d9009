namespace Proxier.Core.Host;

/// <summary>What became of a wish to set a kernel setting.</summary>
public abstract record SysctlResult
{
    private SysctlResult()
    {
    }

    /// <summary>It had the value already; nothing was written.</summary>
    public sealed record Unchanged : SysctlResult;

    /// <param name="Before">Null when it can be written but not read.</param>
    public sealed record Changed(string? Before) : SysctlResult;

    /// <param name="Before">The value that stays; null when there is no such setting.</param>
    /// <param name="Reason">The host's words: read-only, no permission, not there, value not accepted.</param>
    public sealed record Refused(string? Before, string Reason) : SysctlResult;
}
