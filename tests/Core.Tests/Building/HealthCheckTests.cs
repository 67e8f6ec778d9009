using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>What the health check node port tells load balancers (kube-proxy feature list, 1.13).</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public void It_counts_distinct_local_ready_addresses_over_all_ports_and_is_the_same_on_each()
    {
        SomeService web = Web().Port(80, name: "http").Port(443, name: "https").Local("10.244.1.1", "10.244.1.2").Remote("10.244.2.1")
            .Endpoint("10.244.1.3", endpoint => endpoint with { NodeName = Some.NodeName, IsReady = false, IsTerminating = true });
        Assert.Equal([new HealthCheck(32000, 2), new HealthCheck(32000, 2)], Some.IPv4(web).Ports.Select(port => port.HealthCheck));
    }

    [Fact]
    public void Terminating_endpoints_serve_but_do_not_count()
    {
        ServicePort port = Assert.Single(Some.IPv4(Web().Port(80)
            .Endpoint("10.244.1.3", endpoint => endpoint with { NodeName = Some.NodeName, IsReady = false, IsTerminating = true })).Ports);
        Assert.Equal(0, port.HealthCheck?.LocalEndpoints);
        Assert.Equal("10.244.1.3", port.Frontends[^1].Pool.Addresses());
    }

    [Fact]
    public void Each_family_counts_its_own()
    {
        ServiceGraph graph = Some.Graph(Web().At("10.96.0.10", "fd00::10").Port(80).Local("10.244.1.1", "fd00:10:244:1::1", "fd00:10:244:1::2"));
        Assert.Equal((1, 2), (graph.IPv4.Ports[0].HealthCheck?.LocalEndpoints, graph.IPv6.Ports[0].HealthCheck?.LocalEndpoints));
    }

    [Fact]
    public void There_is_none_under_policy_Cluster_or_for_another_type()
    {
        Assert.Null(Some.IPv4(Web().Port(80).With(service => service with { ExternalTrafficPolicy = TrafficPolicy.Cluster })).Ports[0].HealthCheck);
        Assert.Null(Some.IPv4(Web().Port(80).OfType(ServiceType.NodePort)).Ports[0].HealthCheck);
    }

    [Fact]
    public void A_missing_port_is_reported()
    {
        BuiltGraph built = Some.Built(Web().Port(80).With(service => service with { HealthCheckNodePort = 0 }));
        Assert.Null(built.Graph.IPv4.Ports[0].HealthCheck);
        Assert.Equal("spec.healthCheckNodePort", Assert.Single(built.Warnings).Field);
    }

    private static SomeService Web() =>
        Some.Service().LoadBalancer("198.51.100.7").ExternallyLocal().With(service => service with { HealthCheckNodePort = 32000 });
}
