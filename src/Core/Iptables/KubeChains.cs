namespace Proxier.Core.Iptables;

/// <summary>Names of chains that several backends, kube-proxy or the kubelet use too.</summary>
public static class KubeChains
{
    public const string Services = "KUBE-SERVICES";
    public const string Postrouting = "KUBE-POSTROUTING";
    public const string MarkMasquerade = "KUBE-MARK-MASQ";
    public const string Forward = "KUBE-FORWARD";
    public const string ProxyFirewall = "KUBE-PROXY-FIREWALL";

    /// <summary>Shared with the kubelet, byte for byte; never flushed and never removed.</summary>
    public const string Firewall = "KUBE-FIREWALL";

    /// <summary>Empty; when it is gone, somebody has flushed.</summary>
    public const string Canary = "KUBE-PROXY-CANARY";

    /// <summary>Ours alone, and without users: its only rule says in a comment what the table holds.</summary>
    public const string State = "KUBE-PROXIER";

    /// <summary>Ours alone, of the mode userspace; the other chains of that mode have kube-proxy's names.</summary>
    public const string PortalsFilter = "KUBE-PORTALS-FILTER";

    /// <summary>How the comment in <see cref="State"/> begins when the ipvs mode wrote the chains that it shares with the iptables mode.</summary>
    public const string IpvsState = "ipvs ";
}
