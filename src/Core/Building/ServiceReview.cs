using System.Net;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Building;

/// <summary>Looks for what a Service or its slices say that is not done as written.</summary>
internal sealed class ServiceReview(Service service, EquatableArray<EndpointSlice> slices, IpFamily family)
{
    private readonly List<GraphWarning> _warnings = [];

    public EquatableArray<GraphWarning> Warnings()
    {
        LookAtWords();
        LookForRepetition("spec.externalIPs", service.ExternalIPs);
        LookForRepetition("status.loadBalancer.ingress", service.LoadBalancerIPs);
        LookForRepeatedPorts();
        LookForAnOpenFamily();
        LookForAddressesWithoutClusterIP();
        foreach (EndpointSlice slice in slices)
        {
            if (slice.Family == family)
                LookForTheWrongFamily(slice);
        }

        return _warnings.Count == 0 ? [] : _warnings.ToEquatableArray();
    }

    private void LookAtWords()
    {
        if (service.SchedulerName is { } word && !SchedulerWords.TryParse(word, out _))
            Warn($"metadata.annotations[{Service.SchedulerAnnotation}]", $"{Excerpt.Of(word)} is none of {string.Join(", ", SchedulerWords.All)}; the default is used");
        if (service.ProxyProtocolName is { } version && version != Service.ProxyProtocolV2)
            Warn($"metadata.annotations[{Service.ProxyProtocolAnnotation}]", $"{Excerpt.Of(version)} is not {Service.ProxyProtocolV2}; endpoints get no header");
        if (service.AffinityTimeout <= TimeSpan.Zero)
            Warn("spec.sessionAffinityConfig.clientIP.timeoutSeconds", "is not above 0; there is no affinity");
        if (service.Type == ServiceType.LoadBalancer && service.IsExternallyLocal() && service.HealthCheckNodePort == 0)
            Warn("spec.healthCheckNodePort", "is missing; load balancers cannot ask which nodes have endpoints");
    }

    private void LookForRepetition(string field, EquatableArray<IPAddress> addresses)
    {
        if (addresses.Count < 2)
            return;

        foreach (IGrouping<IPAddress, IPAddress> same in addresses.Where(address => address.Family() == family).GroupBy(address => address))
        {
            if (same.Count() > 1)
                Warn(field, $"{same.Key} is listed more than once; it counts once");
        }
    }

    private void LookForRepeatedPorts()
    {
        if (service.Ports.Count < 2)
            return;

        foreach (IGrouping<(string Name, Protocol Protocol), ServicePortSpec> same in service.Ports.GroupBy(port => (port.Name, port.Protocol)))
        {
            if (same.Count() > 1)
                Warn("spec.ports", $"the name '{same.Key.Name}' is used more than once for {same.Key.Protocol}; only the first is used");
        }
    }

    private void LookForAnOpenFamily()
    {
        if (!service.LoadBalancerSourceRanges.IsEmpty && service.LoadBalancerSourceRanges.All(range => range.Family() != family)
            && service.LoadBalancerIPs.Any(address => address.Family() == family))
            Warn("spec.loadBalancerSourceRanges", $"has no range of {family}; everybody may connect to the {family} addresses of the load balancer");
    }

    /// <summary>A Service answers only in the families of its cluster IPs.</summary>
    private void LookForAddressesWithoutClusterIP()
    {
        bool hasMore = !service.ExternalIPs.IsEmpty || !service.LoadBalancerIPs.IsEmpty || !service.LoadBalancerSourceRanges.IsEmpty;
        if (service.ClusterIPs.Count != 1 || !hasMore)
            return;
        LookForAddressesWithoutClusterIP("spec.externalIPs", service.ExternalIPs.Select(address => (address.Family(), address.ToString())));
        LookForAddressesWithoutClusterIP("status.loadBalancer.ingress", service.LoadBalancerIPs.Select(address => (address.Family(), address.ToString())));
        LookForAddressesWithoutClusterIP("spec.loadBalancerSourceRanges", service.LoadBalancerSourceRanges.Select(range => (range.Family(), range.ToString())));
    }

    private void LookForAddressesWithoutClusterIP(string field, IEnumerable<(IpFamily Family, string Text)> values)
    {
        foreach ((IpFamily other, string text) in values.Where(value => value.Family != family))
            _warnings.Add(GraphWarning.About(service, field, $"{text} means nothing, as the Service has no {other} cluster IP").AsWrongFamily(service.Name));
    }

    private void LookForTheWrongFamily(EndpointSlice slice)
    {
        foreach (SliceEndpoint endpoint in slice.Endpoints)
        {
            if (endpoint.Address.Family() != family)
                _warnings.Add(GraphWarning.About(slice, "endpoints.addresses", $"{endpoint.Address} is not {family}; it is ignored").AsWrongFamily(service.Name));
        }
    }

    private void Warn(string field, string message) => _warnings.Add(GraphWarning.About(service, field, message));
}
