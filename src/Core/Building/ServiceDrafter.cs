using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Turns one Service and its slices into service ports of one family, looking at nothing else but the node.</summary>
internal sealed class ServiceDrafter(IpFamily family, NodeFacts node)
{
    public ServiceDraft Draft(ServiceObjects objects)
    {
        if (objects.Service is not { } service || ServiceAddresses.Of(service, family) is not { } addresses)
            return ServiceDraft.Nothing(objects.Name);

        EquatableArray<ServicePort> ports = Ports(service, addresses, objects.Slices);
        return new ServiceDraft(objects.Name, ports, new ServiceReview(service, objects.Slices, family).Warnings());
    }

    private EquatableArray<ServicePort> Ports(Service service, ServiceAddresses addresses, EquatableArray<EndpointSlice> slices)
    {
        var collector = new EndpointCollector(slices, family, node.NodeName);
        List<(ServicePortName Name, ServicePortSpec Spec, EndpointChooser Endpoints)> planned = service.Ports
            .DistinctBy(spec => (spec.Name, spec.Protocol))
            .Select(spec => (new ServicePortName(service.Name, spec.Name, spec.Protocol), spec,
                new EndpointChooser(collector.Collect(spec.Name, spec.Protocol), node)))
            .OrderBy(port => port.Item1)
            .ToList();

        var frontends = new FrontendBuilder(service, addresses, SchedulerOf(service), node);
        HealthCheck? healthCheck = HealthCheckOf(service, planned.Select(port => port.Endpoints));
        return planned.Select(port => new ServicePort(port.Name, frontends.Build(port.Spec, port.Endpoints))
        {
            FlowEndpoints = port.Spec.Protocol == Protocol.Udp ? port.Endpoints.Serving : [],
            HealthCheck = healthCheck,
        }.Sealed()).ToEquatableArray();
    }

    private static Scheduler SchedulerOf(Service service) =>
        service.SchedulerName is { } word && SchedulerWords.TryParse(word, out Scheduler scheduler) ? scheduler : Scheduler.Default;

    private static HealthCheck? HealthCheckOf(Service service, IEnumerable<EndpointChooser> ports)
    {
        if (service.Type != ServiceType.LoadBalancer || !service.IsExternallyLocal() || service.HealthCheckNodePort == 0)
            return null;

        int count = ports.SelectMany(port => port.LocalReady).Select(endpoint => endpoint.Source.Address).Distinct().Count();
        return new HealthCheck(service.HealthCheckNodePort, count);
    }
}
