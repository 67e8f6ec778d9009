using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Telling pods from others (kube-proxy feature list, 1.8) and the ranges of cluster IPs (1.14).</summary>
public sealed class NodeRulesTests
{
    [Fact]
    public void Mode_ClusterCIDR_takes_the_range_of_each_family()
    {
        ServiceGraph graph = Some.Graph();
        Assert.Equal(new PodSource.Range(IPNetwork.Parse("10.244.0.0/16")), graph.IPv4.Node.PodSource);
        Assert.Equal(new PodSource.Range(IPNetwork.Parse("fd00:10:244::/56")), graph.IPv6.Node.PodSource);
    }

    [Fact]
    public void Mode_NodeCIDR_takes_the_first_range_of_each_family_from_the_Node()
    {
        Node node = Some.Node with { PodCidrs = [.. Some.Node.PodCidrs, IPNetwork.Parse("10.250.0.0/24")] };
        ServiceGraph graph = Build("NodeCIDR", node).Graph;
        Assert.Equal(new PodSource.Range(IPNetwork.Parse("10.244.1.0/24")), graph.IPv4.Node.PodSource);
        Assert.Equal(new PodSource.Range(IPNetwork.Parse("fd00:10:244:1::/64")), graph.IPv6.Node.PodSource);
    }

    [Fact]
    public void Mode_NodeCIDR_without_a_range_tells_nobody_apart_and_says_so()
    {
        BuiltGraph built = Build("NodeCIDR", Some.Node with { PodCidrs = [] });
        Assert.Null(built.Graph.IPv4.Node.PodSource);
        Assert.Equal("Node node-a: spec.podCIDRs: is empty, so pods cannot be told from others until it is set", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void Mode_BridgeInterface_takes_the_interface() =>
        Assert.Equal(new PodSource.Interface("cni0"), Build("BridgeInterface", Some.Node).Graph.IPv4.Node.PodSource);

    [Fact]
    public void Mode_InterfaceNamePrefix_takes_the_beginning_of_the_name() =>
        Assert.Equal(new PodSource.InterfacePrefix("veth"), Build("InterfaceNamePrefix", Some.Node).Graph.IPv6.Node.PodSource);

    [Fact]
    public void Service_ranges_come_from_objects_and_option_and_none_contains_another()
    {
        var objects = new ServiceCidr("kubernetes", [IPNetwork.Parse("10.96.0.0/16"), IPNetwork.Parse("fd00::/112")]);
        GraphOptions options = GraphOptions.From(Some.Arguments with { ServiceCidrs = ["10.96.128.0/17", "10.90.0.0/16"] });
        ServiceGraph graph = GraphBuilder.Build(new ClusterState([], Some.Node, [objects]), options).Graph;
        Assert.Equal("10.90.0.0/16 10.96.0.0/16", string.Join(' ', graph.IPv4.Node.ServiceRanges));
        Assert.Equal("fd00::/112", string.Join(' ', graph.IPv6.Node.ServiceRanges));
    }

    [Fact]
    public void The_masquerade_bit_makes_the_mark() =>
        Assert.Equal(0x8000_0000u, GraphBuilder.Build(Some.Cluster(), GraphOptions.From(Some.Arguments with { MasqueradeBit = 31 })).Graph.IPv4.Node.MasqueradeMark);

    private static BuiltGraph Build(string mode, Node node) => GraphBuilder.Build(
        new ClusterState([], node, []),
        GraphOptions.From(Some.Arguments with { DetectLocalMode = mode, BridgeInterface = "cni0", InterfaceNamePrefix = "veth" }));
}
