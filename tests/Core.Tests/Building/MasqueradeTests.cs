using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Whose address is replaced (kube-proxy feature list, 1.8).</summary>
public sealed class MasqueradeTests
{
    [Fact]
    public void Traffic_to_a_cluster_IP_keeps_its_source_if_that_is_a_pod() =>
        Assert.Equal(Masquerade.FromOutsideTheCluster, Of(FrontendKind.ClusterIP, Some.Arguments));

    [Fact]
    public void Nobody_is_masqueraded_to_a_cluster_IP_when_pods_cannot_be_told_from_others() =>
        Assert.Equal(Masquerade.Never, Of(FrontendKind.ClusterIP, Some.Arguments with { ClusterCidr = "" }));

    [Fact]
    public void The_families_decide_apart_whether_pods_can_be_told_from_others() =>
        Assert.Equal(Masquerade.Never, Of(FrontendKind.ClusterIP, Some.Arguments with { ClusterCidr = "fd00::/64" }));

    [Fact]
    public void MasqueradeAll_masquerades_everybody_to_a_cluster_IP() =>
        Assert.Equal(Masquerade.Always, Of(FrontendKind.ClusterIP, Some.Arguments with { MasqueradeAll = true, ClusterCidr = "" }));

    [Theory]
    [InlineData(FrontendKind.ExternalIP)]
    [InlineData(FrontendKind.LoadBalancerIP)]
    [InlineData(FrontendKind.NodePort)]
    public void External_traffic_is_masqueraded_under_policy_Cluster(FrontendKind kind) => Assert.Equal(Masquerade.Always, Of(kind, Some.Arguments));

    [Theory]
    [InlineData(FrontendKind.ExternalIP)]
    [InlineData(FrontendKind.LoadBalancerIP)]
    [InlineData(FrontendKind.NodePort)]
    public void External_traffic_keeps_its_source_under_policy_Local(FrontendKind kind) =>
        Assert.Equal(Masquerade.Never, Of(kind, Some.Arguments with { MasqueradeAll = true }, Web().ExternallyLocal()));

    private static SomeService Web() => Some.Service().LoadBalancer("198.51.100.7").ExternalIPs("198.51.100.8").Port(80, nodePort: 30080).Remote("10.244.2.5");

    private static Masquerade Of(FrontendKind kind, GraphArguments arguments, SomeService? service = null) =>
        GraphBuilder.Build(Some.Cluster(service ?? Web()), GraphOptions.From(arguments)).Graph.IPv4.The(kind).Masquerade;
}
