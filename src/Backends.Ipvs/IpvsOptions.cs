using System.Net;
using Proxier.Core;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs;

public sealed class IpvsOptions
{
    /// <summary>
    /// How virtual servers choose where a Service does not say (<c>--ipvs-scheduler</c>), as ipvsadm names it: rr wrr lc wlc lblc lblcr sh dh
    /// sed nq mh, or another one of the kernel: letters, digits, <c>_</c> and <c>-</c>, at most 15. Default, also for the empty text: rr.
    /// </summary>
    public string Scheduler { get; set; } = "";

    /// <summary>Virtual servers and addresses in these ranges are never removed (<c>--ipvs-exclude-cidrs</c>). Default none.</summary>
    public EquatableArray<IPNetwork> ExcludeCidrs { get; set; } = [];

    /// <summary>Answer ARP only for addresses of the link that is asked (<c>--ipvs-strict-arp</c>): kube-ipvs0 holds addresses of others. Default false.</summary>
    public bool StrictArp { get; set; }

    /// <summary>How long the kernel remembers idle TCP connections. Default zero: the kernel's own.</summary>
    public TimeSpan TcpTimeout { get; set; }

    /// <summary>The same after a FIN. Default zero: the kernel's own.</summary>
    public TimeSpan TcpFinTimeout { get; set; }

    /// <summary>How long the kernel remembers idle UDP flows. Default zero: the kernel's own.</summary>
    public TimeSpan UdpTimeout { get; set; }

    /// <summary>Masquerades to random source ports. Default true; needs iptables 1.6.2.</summary>
    public bool RandomFully { get; set; } = true;

    /// <summary>Default: the variant that the kubelet uses, or else the one with more rules.</summary>
    public IptablesVariant Variant { get; set; }

    /// <summary>How often everything of ours is compared with what is wanted (<c>--ipvs-sync-period</c>). Default 30 s.</summary>
    public TimeSpan SyncPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often endpoints that were removed are looked at: once their connections are gone, they go. Default 1 min.</summary>
    public TimeSpan DrainInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time that a removed endpoint keeps its connections. Default 1 h.</summary>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromHours(1);
}
