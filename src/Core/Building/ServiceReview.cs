using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Looks for what a Service or its slices say that is not done as written.</summary>
internal sealed class ServiceReview(Service service, EquatableArray<EndpointSlice> slices, IpFamily family)
{
    public EquatableArray<GraphWarning> Warnings() =>
        ServiceWarnings().Concat(slices.Where(slice => slice.Family == family).SelectMany(WrongFamily)).ToEquatableArray();

    private IEnumerable<GraphWarning> ServiceWarnings()
    {
        if (service.SchedulerName is { } word && !SchedulerWords.TryParse(word, out _))
            yield return About($"metadata.annotations[{Service.SchedulerAnnotation}]", $"'{word}' is none of {string.Join(", ", SchedulerWords.All)}; the default is used");
        if (service.AffinityTimeout <= TimeSpan.Zero)
            yield return About("spec.sessionAffinityConfig.clientIP.timeoutSeconds", "is not above 0; there is no affinity");
        if (service.Type == ServiceType.LoadBalancer && service.IsExternallyLocal() && service.HealthCheckNodePort == 0)
            yield return About("spec.healthCheckNodePort", "is missing; load balancers cannot ask which nodes have endpoints");
        foreach (IPAddress address in Repeated(service.ExternalIPs))
            yield return About("spec.externalIPs", $"{address} is listed twice; the second is ignored");
        foreach (IPAddress address in Repeated(service.LoadBalancerIPs))
            yield return About("status.loadBalancer.ingress", $"{address} is listed twice; the second is ignored");
        foreach (var port in service.Ports.GroupBy(port => (port.Name, port.Protocol)).Where(port => port.Count() > 1))
            yield return About("spec.ports", $"the name '{port.Key.Name}' is used twice for {port.Key.Protocol}; only the first is used");
    }

    private IEnumerable<IPAddress> Repeated(EquatableArray<IPAddress> addresses) =>
        addresses.Where(address => address.Family() == family).GroupBy(address => address).Where(same => same.Count() > 1).Select(same => same.Key);

    private IEnumerable<GraphWarning> WrongFamily(EndpointSlice slice) =>
        slice.Endpoints.Where(endpoint => endpoint.Address.Family() != family)
            .Select(endpoint => GraphWarning.About(slice, "endpoints.addresses", $"{endpoint.Address} is not {family}; it is ignored"));

    private GraphWarning About(string field, string message) => GraphWarning.About(service, field, message);
}
