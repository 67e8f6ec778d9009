namespace Proxier.Core.Iptables;

/// <summary>A rule of a built-in chain that leads to one of ours.</summary>
/// <param name="Comment">Null without. kube-proxy's words: each finds and removes the other's.</param>
public sealed record IptablesHook(string Table, string Chain, bool IsForNewConnections, string? Comment, string Target)
{
    /// <summary>The words of the rule, as the templates write them.</summary>
    public IReadOnlyList<string> Words =>
    [
        Chain, .. IsForNewConnections ? (string[])["-m", "conntrack", "--ctstate", "NEW"] : [],
        .. Comment is null ? (string[])[] : ["-m", "comment", "--comment", Comment], "-j", Target,
    ];
}
