using Proxier.Core.Iptables;

namespace Proxier.Backends.Userspace.Rules;

internal static class IptablesChains
{
    public const string PortalsContainer = "KUBE-PORTALS-CONTAINER";
    public const string PortalsHost = "KUBE-PORTALS-HOST";
    public const string NodePortContainer = "KUBE-NODEPORT-CONTAINER";
    public const string NodePortHost = "KUBE-NODEPORT-HOST";
    public const string NodePortNonLocal = "KUBE-NODEPORT-NON-LOCAL";
    public const string Filter = KubeChains.PortalsFilter;
    public const string Firewall = "KUBE-PORTALS-FIREWALL";

    public static IReadOnlyList<(string Table, string[] Chains)> Tables { get; } =
    [
        ("mangle", [Firewall]),
        ("nat", [PortalsContainer, PortalsHost, NodePortContainer, NodePortHost]),
        ("filter", [Filter, NodePortNonLocal]),
    ];
}
