using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Rules;

/// <summary>The names of the sets in one family, for the template.</summary>
internal sealed class SetNames(IpFamily family)
{
    public string LoopBack => IpSet.LoopBack.In(family);

    public string IpvsIPs => IpSet.IpvsIPs.In(family);

    public string HealthCheckNodePort => IpSet.HealthCheckNodePort.In(family);

    public string DropCluster => IpSet.DropCluster.In(family);

    public string DropExternal => IpSet.DropExternal.In(family);

    public string LoadBalancerSourceIP => IpSet.LoadBalancerSourceIP.In(family);

    public string LoadBalancerSourceCidr => IpSet.LoadBalancerSourceCidr.In(family);

    public string LoadBalancerFirewall => IpSet.LoadBalancerFirewall.In(family);

    public string ClusterIP => IpSet.ClusterIP.In(family);

    public string ExternalIP => IpSet.ExternalIP.In(family);

    public string LocalExternalIP => IpSet.ExternalIPLocal.In(family);

    public string LoadBalancer => IpSet.LoadBalancer.In(family);

    public string LoadBalancerLocal => IpSet.LoadBalancerLocal.In(family);

    public string NodePortTcp => IpSet.NodePortTcp.In(family);

    public string NodePortLocalTcp => IpSet.NodePortLocalTcp.In(family);

    public string NodePortUdp => IpSet.NodePortUdp.In(family);

    public string NodePortLocalUdp => IpSet.NodePortLocalUdp.In(family);

    public string NodePortSctp => IpSet.NodePortSctp.In(family);

    public string NodePortLocalSctp => IpSet.NodePortLocalSctp.In(family);
}
