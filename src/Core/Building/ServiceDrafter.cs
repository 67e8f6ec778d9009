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

        List<PlannedPort> planned = Plan(service, objects.Slices);
        var frontends = new FrontendBuilder(service, addresses, SchedulerOf(service), node);
        HealthCheck? healthCheck = HealthCheckOf(service, planned);
        List<ServicePort> ports = planned.ConvertAll(port => Port(port, frontends, healthCheck));
        return new ServiceDraft(objects.Name, ports.ToEquatableArray(), new ServiceReview(service, objects.Slices, family).Warnings());
    }

    /// <summary>Ordered by name; of several with the same name and protocol only the first.</summary>
    private List<PlannedPort> Plan(Service service, EquatableArray<EndpointSlice> slices)
    {
        var collector = new EndpointCollector(slices, family, node.NodeName);
        var planned = new List<PlannedPort>(service.Ports.Count);
        foreach (ServicePortSpec spec in service.Ports)
        {
            var name = new ServicePortName(service.Name, spec.Name, spec.Protocol);
            if (!planned.Exists(port => port.Name == name))
                planned.Add(new PlannedPort(name, spec, new EndpointChooser(collector.Collect(spec.Name, spec.Protocol), node)));
        }

        planned.Sort((left, right) => left.Name.CompareTo(right.Name));
        return planned;
    }

    private static ServicePort Port(PlannedPort port, FrontendBuilder frontends, HealthCheck? healthCheck) =>
        new ServicePort(port.Name, frontends.Build(port.Spec, port.Endpoints))
        {
            FlowEndpoints = port.Spec.Protocol == Protocol.Udp ? port.Endpoints.Serving : [],
            HealthCheck = healthCheck,
        }.Sealed();

    private static Scheduler SchedulerOf(Service service) =>
        service.SchedulerName is { } word && SchedulerWords.TryParse(word, out Scheduler scheduler) ? scheduler : Scheduler.Default;

    private static HealthCheck? HealthCheckOf(Service service, List<PlannedPort> ports)
    {
        if (service.Type != ServiceType.LoadBalancer || !service.IsExternallyLocal() || service.HealthCheckNodePort == 0)
            return null;

        int count = ports.SelectMany(port => port.Endpoints.LocalReady).Select(endpoint => endpoint.Source.Address).Distinct().Count();
        return new HealthCheck(service.HealthCheckNodePort, count);
    }
}
