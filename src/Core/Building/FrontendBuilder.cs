using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Makes the frontends of a Service, one family at a time: every decision of a traffic policy is taken here.</summary>
internal sealed class FrontendBuilder(Service service, ServiceAddresses addresses, Scheduler scheduler, NodeFacts node)
{
    private readonly TimeSpan? _affinity = service.AffinityTimeout > TimeSpan.Zero ? service.AffinityTimeout : null;

    /// <summary>By kind, then address.</summary>
    public EquatableArray<Frontend> Build(ServicePortSpec port, EndpointChooser endpoints)
    {
        var frontends = new List<Frontend>(1 + addresses.ExternalIPs.Count + addresses.LoadBalancerIPs.Count + 1) { ClusterIP(port, endpoints) };
        foreach (IPAddress address in addresses.ExternalIPs)
            frontends.Add(External(FrontendKind.ExternalIP, new FrontendKey(address, port.Protocol, port.Port), endpoints));
        foreach (IPAddress address in addresses.LoadBalancerIPs)
            frontends.Add(LoadBalancer(address, port, endpoints));
        if (port.NodePort != 0)
            frontends.Add(External(FrontendKind.NodePort, new FrontendKey(null, port.Protocol, port.NodePort), endpoints));
        return frontends.ToEquatableArray();
    }

    private Frontend ClusterIP(ServicePortSpec port, EndpointChooser endpoints)
    {
        EndpointPool pool = service.InternalTrafficPolicy == TrafficPolicy.Local ? endpoints.Local : endpoints.Cluster;
        return Frontend(FrontendKind.ClusterIP, new FrontendKey(addresses.ClusterIP, port.Protocol, port.Port), pool, endpoints) with
        {
            Masquerade = node.ClusterIPMasquerade,
            HasLocalPool = service.InternalTrafficPolicy == TrafficPolicy.Local,
        };
    }

    private Frontend LoadBalancer(IPAddress address, ServicePortSpec port, EndpointChooser endpoints) =>
        External(FrontendKind.LoadBalancerIP, new FrontendKey(address, port.Protocol, port.Port), endpoints) with
        {
            AllowedSources = SourceRanges.For(address, service.LoadBalancerSourceRanges, node.Address),
        };

    private Frontend External(FrontendKind kind, FrontendKey key, EndpointChooser endpoints) => service.IsExternallyLocal()
        ? Frontend(kind, key, endpoints.Local, endpoints) with { ShortCircuitPool = endpoints.Cluster, HasLocalPool = true }
        : Frontend(kind, key, endpoints.Cluster, endpoints) with { Masquerade = Masquerade.Always };

    private Frontend Frontend(FrontendKind kind, FrontendKey key, EndpointPool pool, EndpointChooser endpoints) =>
        new(kind, key.Address, key.Protocol, key.Port, pool)
        {
            OnEmpty = pool.IsEmpty && endpoints.HasAny ? EmptyAction.Drop : EmptyAction.Reject,
            AffinityTimeout = _affinity,
            Scheduler = scheduler,
            HasProxyHeader = service.ProxyProtocolName == Service.ProxyProtocolV2 && key.Protocol == Protocol.Tcp,
        };
}
