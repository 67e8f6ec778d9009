using Proxier.Core;

namespace Proxier.Backends.Iptables.Takeover;

/// <summary>
/// The chains that kube-proxy makes, or once made, in each of its modes; by name, because it has no other sign. The kubelet's
/// KUBE-FIREWALL, KUBE-MARK-DROP, KUBE-KUBELET-CANARY and KUBE-IPTABLES-HINT are not among them.
/// </summary>
internal static class ProxyChains
{
    /// <summary>Stands for the modes iptables and ipvs together.</summary>
    public const string Shared = "iptables and ipvs";

    private static readonly Dictionary<(string Table, string Chain), string> Modes = new()
    {
        [("nat", ChainName.Services)] = Shared,
        [("nat", ChainName.Postrouting)] = Shared,
        [("nat", ChainName.MarkMasquerade)] = Shared,
        [("nat", ChainName.NodePorts)] = ProxyModeWords.Iptables,
        [("nat", "KUBE-NODE-PORT")] = ProxyModeWords.Ipvs,
        [("nat", "KUBE-LOAD-BALANCER")] = ProxyModeWords.Ipvs,
        [("nat", "KUBE-PORTALS-CONTAINER")] = ProxyModeWords.Userspace,
        [("nat", "KUBE-PORTALS-HOST")] = ProxyModeWords.Userspace,
        [("nat", "KUBE-NODEPORT-CONTAINER")] = ProxyModeWords.Userspace,
        [("nat", "KUBE-NODEPORT-HOST")] = ProxyModeWords.Userspace,
        [("filter", ChainName.Forward)] = Shared,
        [("filter", ChainName.ProxyFirewall)] = Shared,
        [("filter", ChainName.Services)] = ProxyModeWords.Iptables,
        [("filter", ChainName.ExternalServices)] = ProxyModeWords.Iptables,
        [("filter", ChainName.NodePorts)] = ProxyModeWords.Iptables,
        [("filter", "KUBE-NODE-PORT")] = ProxyModeWords.Ipvs,
        [("filter", "KUBE-SOURCE-RANGES-FIREWALL")] = ProxyModeWords.Ipvs,
        [("filter", "KUBE-IPVS-FILTER")] = ProxyModeWords.Ipvs,
        [("filter", "KUBE-IPVS-OUT-FILTER")] = ProxyModeWords.Ipvs,
        [("filter", "KUBE-NODEPORT-NON-LOCAL")] = ProxyModeWords.Userspace,
    };

    /// <summary>Those that built-in chains lead to; a rule there that leads to any other chain is somebody else's.</summary>
    private static readonly HashSet<string> Hooked =
    [
        ChainName.Services, ChainName.ExternalServices, ChainName.NodePorts, ChainName.Postrouting, ChainName.Forward, ChainName.ProxyFirewall,
        "KUBE-NODE-PORT", "KUBE-IPVS-FILTER", "KUBE-IPVS-OUT-FILTER", "KUBE-PORTALS-CONTAINER", "KUBE-PORTALS-HOST", "KUBE-NODEPORT-CONTAINER",
        "KUBE-NODEPORT-HOST", "KUBE-NODEPORT-NON-LOCAL",
    ];

    /// <summary>A proxy mode, <see cref="Shared"/>, or null for what no proxy makes.</summary>
    public static string? ModeOf(string table, string chain) => chain switch
    {
        ChainName.Canary or ChainName.State => Shared,
        _ when Modes.TryGetValue((table, chain), out string? mode) => mode,
        _ when ChainName.IsPerObject(chain) => ProxyModeWords.Iptables,
        _ => null,
    };

    public static bool IsHooked(string chain) => Hooked.Contains(chain);
}
