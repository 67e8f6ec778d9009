using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Health;

public sealed class HealthCheckTableTests
{
    private readonly HealthCheckTable _table = new();
    private FamilyGraph? _last;

    private static SomeService Web => Some.Service("default/web").LoadBalancer("198.51.100.1").ExternallyLocal()
        .With(service => service with { HealthCheckNodePort = 32000 }).Port(80, name: "http");

    [Fact]
    public void A_service_with_two_ports_is_there_once_until_both_are_gone()
    {
        Apply(Web.Port(443, name: "https").Local("10.244.1.5"));
        Assert.Equal([new ServiceHealth(new ObjectName("default", "web"), new HealthCheck(32000, 1))], _table.Services);
        Apply(Web.Local("10.244.1.5"));
        Assert.Single(_table.Services);
        Apply();
        Assert.Empty(_table.Services);
    }

    [Fact]
    public void It_follows_port_and_count()
    {
        Apply(Web.Local("10.244.1.5"));
        Apply(Web.With(service => service with { HealthCheckNodePort = 32001 }).Local("10.244.1.5", "10.244.1.6"));
        Assert.Equal(new HealthCheck(32001, 2), Assert.Single(_table.Services).Check);
    }

    [Fact]
    public void A_service_that_turns_to_policy_Cluster_leaves()
    {
        Apply(Web.Local("10.244.1.5"));
        Apply(Web.With(service => service with { ExternalTrafficPolicy = TrafficPolicy.Cluster }).Local("10.244.1.5"));
        Assert.Empty(_table.Services);
    }

    private void Apply(params SomeService[] services)
    {
        FamilyGraph graph = Some.IPv4(services);
        _table.Apply(FamilyGraph.Changes(_last, graph));
        _last = graph;
    }
}
