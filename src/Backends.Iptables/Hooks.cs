using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables;

/// <summary>The rules of built-in chains that lead to ours.</summary>
internal static class Hooks
{
    private const string Externals = "kubernetes externally-visible service portals";
    private const string Portals = "kubernetes service portals";
    private const string LoadBalancers = "kubernetes load balancer firewall";

    /// <summary>In the order in which they are put in front: the last one meets the packet first.</summary>
    public static IReadOnlyList<IptablesHook> All { get; } =
    [
        new("filter", "INPUT", true, Externals, ChainName.ExternalServices),
        new("filter", "FORWARD", true, Externals, ChainName.ExternalServices),

        // Not in kube-proxy: without it a connection of this node to an external address without endpoints is lost instead of refused.
        new("filter", "OUTPUT", true, Externals, ChainName.ExternalServices),
        new("filter", "INPUT", false, "kubernetes health check service ports", ChainName.NodePorts),
        new("filter", "FORWARD", true, Portals, ChainName.Services),
        new("filter", "OUTPUT", true, Portals, ChainName.Services),
        new("filter", "FORWARD", false, "kubernetes forwarding rules", ChainName.Forward),
        new("filter", "INPUT", true, LoadBalancers, ChainName.ProxyFirewall),
        new("filter", "OUTPUT", true, LoadBalancers, ChainName.ProxyFirewall),
        new("filter", "FORWARD", true, LoadBalancers, ChainName.ProxyFirewall),
        new("nat", "OUTPUT", false, Portals, ChainName.Services),
        new("nat", "PREROUTING", false, Portals, ChainName.Services),
        new("nat", "POSTROUTING", false, "kubernetes postrouting rules", ChainName.Postrouting),
    ];

    /// <summary>Those of the guard that keeps the outside off 127.0.0.0/8.</summary>
    public static IReadOnlyList<IptablesHook> OfGuard { get; } =
    [
        new("filter", "INPUT", false, null, ChainName.Firewall),
        new("filter", "OUTPUT", false, null, ChainName.Firewall),
    ];

    /// <summary>The words of the guard's rule.</summary>
    public static IReadOnlyList<string> Guard { get; } =
    [
        ChainName.Firewall, "!", "-s", "127.0.0.0/8", "-d", "127.0.0.0/8", "-m", "comment", "--comment", "block incoming localnet connections",
        "-m", "conntrack", "!", "--ctstate", "RELATED,ESTABLISHED,DNAT", "-j", "DROP",
    ];

    public static IReadOnlyList<IptablesHook> For(Frame frame) => frame.GuardsLoopback ? [.. All, .. OfGuard] : All;
}
