using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>What each destination does under each policy (kube-proxy feature list, 1.7).</summary>
public sealed class DestinationTests
{
    [Fact]
    public void Without_a_usable_endpoint_anywhere_everything_is_refused_under_both_policies()
    {
        foreach (SomeService web in new[] { Web(), Web().ExternallyLocal().InternallyLocal() })
        {
            EquatableArray<Frontend> frontends = Assert.Single(Some.IPv4(web.Endpoint("10.244.2.5", endpoint => endpoint with { IsReady = false })).Ports).Frontends;
            Assert.Equal(4, frontends.Count);
            Assert.All(frontends, frontend => Assert.Equal((true, EmptyAction.Reject), (frontend.Pool.IsEmpty, frontend.OnEmpty)));
        }
    }

    [Fact]
    public void Policy_Cluster_sends_everybody_to_the_cluster_list()
    {
        EquatableArray<Frontend> frontends = Assert.Single(Some.IPv4(Web().Remote("10.244.2.5").Local("10.244.1.5")).Ports).Frontends;
        Assert.All(frontends, frontend => Assert.Equal(("10.244.1.5, 10.244.2.5", null), (frontend.Pool.Addresses(), frontend.ShortCircuitPool)));
    }

    [Fact]
    public void Internal_policy_Local_concerns_the_cluster_IP_alone()
    {
        FamilyGraph graph = Some.IPv4(Web().InternallyLocal().Remote("10.244.2.5").Local("10.244.1.5"));
        Assert.Equal(("10.244.1.5", null), (graph.The(FrontendKind.ClusterIP).Pool.Addresses(), graph.The(FrontendKind.ClusterIP).ShortCircuitPool));
        Assert.Equal("10.244.1.5, 10.244.2.5", graph.The(FrontendKind.NodePort).Pool.Addresses());
    }

    [Fact]
    public void Internal_policy_Local_drops_when_only_this_node_lacks_an_endpoint()
    {
        Frontend frontend = Some.IPv4(Web().InternallyLocal().Remote("10.244.2.5")).The(FrontendKind.ClusterIP);
        Assert.Equal((true, EmptyAction.Drop), (frontend.Pool.IsEmpty, frontend.OnEmpty));
    }

    [Theory]
    [InlineData(FrontendKind.ExternalIP)]
    [InlineData(FrontendKind.LoadBalancerIP)]
    [InlineData(FrontendKind.NodePort)]
    public void External_policy_Local_keeps_others_to_this_node_and_short_circuits_its_own_traffic(FrontendKind kind)
    {
        Frontend frontend = Some.IPv4(Web().ExternallyLocal().Remote("10.244.2.5").Local("10.244.1.5")).The(kind);
        Assert.Equal(("10.244.1.5", "10.244.1.5, 10.244.2.5"), (frontend.Pool.Addresses(), frontend.ShortCircuitPool?.Addresses()));
    }

    [Theory]
    [InlineData(FrontendKind.ExternalIP)]
    [InlineData(FrontendKind.LoadBalancerIP)]
    [InlineData(FrontendKind.NodePort)]
    public void External_policy_Local_drops_others_when_only_this_node_lacks_an_endpoint(FrontendKind kind)
    {
        Frontend frontend = Some.IPv4(Web().ExternallyLocal().Remote("10.244.2.5")).The(kind);
        Assert.Equal((true, EmptyAction.Drop, "10.244.2.5"), (frontend.Pool.IsEmpty, frontend.OnEmpty, frontend.ShortCircuitPool?.Addresses()));
    }

    [Fact]
    public void External_policy_Local_leaves_the_cluster_IP_alone() =>
        Assert.Equal("10.244.2.5", Some.IPv4(Web().ExternallyLocal().Remote("10.244.2.5")).The(FrontendKind.ClusterIP).Pool.Addresses());

    [Fact]
    public void External_policy_Local_counts_for_type_ClusterIP_only_with_external_IPs()
    {
        SomeService web = Some.Service().Port(80, nodePort: 30080).ExternallyLocal().Remote("10.244.2.5");
        Assert.Null(Some.IPv4(web).The(FrontendKind.NodePort).ShortCircuitPool);
        Assert.NotNull(Some.IPv4(web.ExternalIPs("198.51.100.8")).The(FrontendKind.NodePort).ShortCircuitPool);
    }

    private static SomeService Web() => Some.Service().LoadBalancer("198.51.100.7").ExternalIPs("198.51.100.8").Port(80, nodePort: 30080).With(HealthChecked);

    private static Service HealthChecked(Service service) => service with { HealthCheckNodePort = 32000 };
}
