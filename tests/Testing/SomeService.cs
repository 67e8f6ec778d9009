using System.Net;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>
/// A Service with its slices, step by step: one slice of each family that has endpoints, named after the Service, with all its ports.
/// Without any step it is a Service of type ClusterIP at 10.96.0.10 that has no ports and no endpoints.
/// </summary>
public sealed class SomeService(ObjectName name)
{
    private readonly List<ServicePortSpec> _ports = [];
    private readonly List<SlicePort> _targets = [];
    private readonly List<SliceEndpoint> _endpoints = [];
    private readonly List<EndpointSlice> _slices = [];
    private Service _service = new(name) { ClusterIPs = [IPAddress.Parse("10.96.0.10")] };

    public ServiceObjects Objects => new(name, Service, Slices);

    public Service Service => _service with { Ports = _ports.ToEquatableArray() };

    public EquatableArray<EndpointSlice> Slices =>
        Enum.GetValues<IpFamily>().SelectMany(OwnSlice).Concat(_slices).OrderBy(slice => slice.Name).ToEquatableArray();

    public SomeService At(params string[] clusterIPs) => With(service => service with { ClusterIPs = Parse(clusterIPs) });

    public SomeService OfType(ServiceType type) => With(service => service with { Type = type });

    public SomeService ExternalIPs(params string[] addresses) => With(service => service with { ExternalIPs = Parse(addresses) });

    public SomeService LoadBalancer(params string[] addresses) =>
        With(service => service with { Type = ServiceType.LoadBalancer, LoadBalancerIPs = Parse(addresses) });

    public SomeService SourceRanges(params string[] ranges) =>
        With(service => service with { LoadBalancerSourceRanges = ranges.Select(IPNetwork.Parse).ToEquatableArray() });

    public SomeService ExternallyLocal() => With(service => service with { ExternalTrafficPolicy = TrafficPolicy.Local });

    public SomeService InternallyLocal() => With(service => service with { InternalTrafficPolicy = TrafficPolicy.Local });

    public SomeService Sticky(int seconds = 10800) => With(service => service with { AffinityTimeout = TimeSpan.FromSeconds(seconds) });

    public SomeService With(Func<Service, Service> change)
    {
        _service = change(_service);
        return this;
    }

    /// <param name="target">The port of the endpoints.</param>
    public SomeService Port(ushort port, Protocol protocol = Protocol.Tcp, string name = "", ushort nodePort = 0, ushort target = 8080)
    {
        _ports.Add(new ServicePortSpec(name, protocol, port, nodePort));
        _targets.Add(new SlicePort(name, protocol, target));
        return this;
    }

    /// <summary>Ready endpoints on this node.</summary>
    public SomeService Local(params string[] addresses) => Endpoints(Some.NodeName, addresses);

    /// <summary>Ready endpoints on another node.</summary>
    public SomeService Remote(params string[] addresses) => Endpoints(Some.OtherNodeName, addresses);

    public SomeService Endpoint(string address, Func<SliceEndpoint, SliceEndpoint> change)
    {
        _endpoints.Add(change(new SliceEndpoint(IPAddress.Parse(address)) { NodeName = Some.OtherNodeName }));
        return this;
    }

    public SomeService Slice(EndpointSlice slice)
    {
        _slices.Add(slice);
        return this;
    }

    private SomeService Endpoints(string nodeName, string[] addresses) =>
        addresses.Aggregate(this, (service, address) => service.Endpoint(address, endpoint => endpoint with { NodeName = nodeName }));

    private IEnumerable<EndpointSlice> OwnSlice(IpFamily family)
    {
        EquatableArray<SliceEndpoint> endpoints = _endpoints.Where(endpoint => endpoint.Address.Family() == family).ToEquatableArray();
        if (!endpoints.IsEmpty)
            yield return new EndpointSlice(new ObjectName(name.Namespace, $"{name.Name}-{family.ToString().ToLowerInvariant()}"), name, family)
            {
                Ports = _targets.ToEquatableArray(),
                Endpoints = endpoints,
            };
    }

    private static EquatableArray<IPAddress> Parse(string[] addresses) => addresses.Select(IPAddress.Parse).ToEquatableArray();
}
