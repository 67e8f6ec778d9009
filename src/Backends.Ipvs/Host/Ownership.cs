using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>
/// Tells what an earlier run of ours, or of kube-proxy, left from what belongs to others (kubernetes#59507). kube-ipvs0 and the sets are the
/// record: a virtual server that neither knows is somebody else's.
/// </summary>
/// <param name="excluded">Never ours to remove, whatever the record says.</param>
internal sealed class Ownership(Observed observed, EquatableArray<IPNetwork> excluded)
{
    private static readonly IpSet[] ByMember = [IpSet.ClusterIP, IpSet.ExternalIP, IpSet.ExternalIPLocal, IpSet.LoadBalancer, IpSet.NodePortSctp];

    public bool MayRemove(ServerKey key) => MayRemove(key.Address) && IsRecorded(key);

    public bool MayRemove(IPAddress address) => !excluded.Any(range => range.Contains(address));

    private bool IsRecorded(ServerKey key) =>
        observed.Bound.Contains(key.Address) || ByMember.Any(set => observed.Contains(set, key.Member)) || IsNodePort(key);

    private bool IsNodePort(ServerKey key) => observed.Host.Addresses.Contains(key.Address) && key.Protocol switch
    {
        Protocol.Tcp => observed.Contains(IpSet.NodePortTcp, $"{key.Port}"),
        Protocol.Udp => observed.Contains(IpSet.NodePortUdp, $"{key.Port}"),
        _ => false,
    };
}
