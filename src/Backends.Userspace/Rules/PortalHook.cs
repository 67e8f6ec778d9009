namespace Proxier.Backends.Userspace.Rules;

/// <summary>Where a chain of the kernel leads to one of ours.</summary>
/// <param name="IsFirst">In front of everybody else's rules at the time.</param>
/// <param name="Match">Words that begin with a space, or none.</param>
internal sealed record PortalHook(string Table, string BuiltIn, string Chain, bool IsFirst, string Match = "")
{
    /// <summary>-I or -A.</summary>
    public string Verb => IsFirst ? "-I" : "-A";

    /// <summary>Of userspace mode as kube-proxy had it, and three of our own: for frontends without endpoints, and for source ranges.</summary>
    public static IReadOnlyList<PortalHook> All { get; } =
    [
        new("mangle", "PREROUTING", IptablesChains.Firewall, IsFirst: true),
        new("mangle", "OUTPUT", IptablesChains.Firewall, IsFirst: true),
        new("nat", "PREROUTING", IptablesChains.PortalsContainer, IsFirst: true),
        new("nat", "OUTPUT", IptablesChains.PortalsHost, IsFirst: true),
        new("nat", "PREROUTING", IptablesChains.NodePortContainer, IsFirst: false, " -m addrtype --dst-type LOCAL"),
        new("nat", "OUTPUT", IptablesChains.NodePortHost, IsFirst: false, " -m addrtype --dst-type LOCAL"),
        new("filter", "INPUT", IptablesChains.Filter, IsFirst: true),
        new("filter", "FORWARD", IptablesChains.Filter, IsFirst: true),
        new("filter", "OUTPUT", IptablesChains.Filter, IsFirst: true),
        new("filter", "INPUT", IptablesChains.NodePortNonLocal, IsFirst: true),
    ];

    /// <summary>Whether a line of iptables-save is this one; versions differ in where they put matches.</summary>
    public bool IsIn(string savedLine) =>
        savedLine.StartsWith($"-A {BuiltIn} ", StringComparison.Ordinal) && savedLine.EndsWith($"-j {Chain}", StringComparison.Ordinal);
}
