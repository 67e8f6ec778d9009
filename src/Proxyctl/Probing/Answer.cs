namespace Proxier.Proxyctl.Probing;

internal enum Answer
{
    Yes,
    No,

    /// <summary>Could not tell.</summary>
    Unknown,
}
