using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Sets;

/// <summary>One of our sets, in both families. Names and types are kube-proxy's, but for the two that begin with PROXIER.</summary>
internal sealed class IpSet
{
    /// <summary>Of the kernel: 32 less the end (IPSET_MAXNAMELEN).</summary>
    private const int LongestName = 31;

    private const string IpPort = "hash:ip,port";
    private const string Ports = "bitmap:port";

    /// <summary>Endpoints of this node, which may meet their own traffic again: address, port, the same address.</summary>
    public static readonly IpSet LoopBack = new("KUBE-LOOP-BACK", "hash:ip,port,ip") { IsShared = true };

    /// <summary>What kube-ipvs0 holds.</summary>
    public static readonly IpSet IpvsIPs = new("KUBE-IPVS-IPS", "hash:ip") { IsShared = true };

    public static readonly IpSet HealthCheckNodePort = new("KUBE-HEALTH-CHECK-NODE-PORT", Ports) { IsShared = true };

    /// <summary>Cluster IPs whose policy Local leaves no endpoint.</summary>
    public static readonly IpSet DropCluster = new("PROXIER-DROP-CLUSTER", IpPort);

    /// <summary>External addresses and node ports whose policy Local leaves no endpoint, except to pods of this node and the node itself.</summary>
    public static readonly IpSet DropExternal = new("PROXIER-DROP-EXTERNAL", IpPort);

    public static readonly IpSet LoadBalancerSourceIP = new("KUBE-LOAD-BALANCER-SOURCE-IP", "hash:ip,port,ip");

    public static readonly IpSet LoadBalancerSourceCidr = new("KUBE-LOAD-BALANCER-SOURCE-CIDR", "hash:ip,port,net");

    /// <summary>Those with source ranges.</summary>
    public static readonly IpSet LoadBalancerFirewall = new("KUBE-LOAD-BALANCER-FW", IpPort);

    public static readonly IpSet ClusterIP = new("KUBE-CLUSTER-IP", IpPort) { LetsThrough = true };

    public static readonly IpSet ExternalIP = new("KUBE-EXTERNAL-IP", IpPort) { LetsThrough = true };

    /// <summary>What is in <see cref="ExternalIP"/> too is masqueraded.</summary>
    public static readonly IpSet ExternalIPLocal = new("KUBE-EXTERNAL-IP-LOCAL", IpPort) { LetsThrough = true };

    public static readonly IpSet LoadBalancer = new("KUBE-LOAD-BALANCER", IpPort) { LetsThrough = true };

    public static readonly IpSet LoadBalancerLocal = new("KUBE-LOAD-BALANCER-LOCAL", IpPort) { ExceptionOf = LoadBalancer };

    public static readonly IpSet NodePortTcp = new("KUBE-NODE-PORT-TCP", Ports);

    public static readonly IpSet NodePortLocalTcp = new("KUBE-NODE-PORT-LOCAL-TCP", Ports) { ExceptionOf = NodePortTcp };

    public static readonly IpSet NodePortUdp = new("KUBE-NODE-PORT-UDP", Ports);

    public static readonly IpSet NodePortLocalUdp = new("KUBE-NODE-PORT-LOCAL-UDP", Ports) { ExceptionOf = NodePortUdp };

    public static readonly IpSet NodePortSctp = new("KUBE-NODE-PORT-SCTP-HASH", IpPort);

    public static readonly IpSet NodePortLocalSctp = new("KUBE-NODE-PORT-LOCAL-SCTP-HASH", IpPort) { ExceptionOf = NodePortSctp };

    private IpSet(string name, string type) => (Name, Type) = (name, type);

    /// <summary>In the order in which members are added: what restricts comes before what lets through. They are removed in the opposite order.</summary>
    public static IReadOnlyList<IpSet> All { get; } =
    [
        LoopBack, IpvsIPs, DropCluster, DropExternal, LoadBalancerSourceIP, LoadBalancerSourceCidr, LoadBalancerFirewall,
        ClusterIP, ExternalIP, ExternalIPLocal, LoadBalancerLocal, LoadBalancer, NodePortLocalTcp, NodePortTcp, NodePortLocalUdp, NodePortUdp,
        NodePortLocalSctp, NodePortSctp, HealthCheckNodePort,
    ];

    public string Name { get; }

    public string Type { get; }

    public bool HasAddresses => Type != Ports;

    /// <summary>Several service ports may want the same member.</summary>
    public bool IsShared { get; private init; }

    /// <summary>Members are in that set too, and here are excepted from the masquerading that it means; null: it stands alone.</summary>
    public IpSet? ExceptionOf { get; private init; }

    /// <summary>Packets to its members pass the filter that keeps the addresses of kube-ipvs0 off this node's own ports.</summary>
    public bool LetsThrough { get; private init; }

    public int Order => _order ??= All.ToList().IndexOf(this);

    private int? _order;

    /// <summary>The member that is an address.</summary>
    public SetEntry Entry(IPAddress address) => new(this, $"{address}");

    /// <summary>IPv6 sets have a 6 in their names, which are cut to what the kernel takes.</summary>
    public string In(IpFamily family)
    {
        if (family == IpFamily.IPv4)
            return Name;
        int end = Name.IndexOf('-', StringComparison.Ordinal) + 1;
        string name = $"{Name[..end]}6-{Name[end..]}";
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    public override string ToString() => Name;
}
