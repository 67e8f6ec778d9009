using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables;

public sealed class IptablesOptions
{
    /// <summary>Default: the variant that the kubelet uses, or else the one with more rules.</summary>
    public IptablesVariant Variant { get; set; }

    /// <summary><c>--iptables-dispatch</c>. Default: a tree above <see cref="TreeThreshold"/>.</summary>
    public DispatchMode Dispatch { get; set; }

    /// <summary>Most frontends in one list while <see cref="Dispatch"/> is automatic. Default 200: about what a packet passes in 20 µs.</summary>
    public int TreeThreshold { get; set; } = 200;

    /// <summary>
    /// Drops forwarded packets that conntrack calls INVALID, which could otherwise reset a connection. Default true; false where
    /// <c>nf_conntrack_tcp_be_liberal</c> is set, because nothing is INVALID then but asymmetric routes.
    /// </summary>
    public bool DropInvalid { get; set; } = true;

    /// <summary>Masquerades to random source ports. Default true; needs iptables 1.6.2.</summary>
    public bool RandomFully { get; set; } = true;

    /// <summary>Above so many endpoints the rules about single endpoints have no comments. Default 1,000. A comment is 288 bytes of kernel memory.</summary>
    public int CommentedEndpoints { get; set; } = 1000;

    /// <summary>How often somebody else's flush is looked for (<c>--iptables-sync-period</c>). Default 30 s.</summary>
    public TimeSpan CanaryPeriod { get; set; } = TimeSpan.FromSeconds(30);
}
