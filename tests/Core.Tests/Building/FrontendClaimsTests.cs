using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Who gets an address, protocol and port that several service ports want.</summary>
public sealed class FrontendClaimsTests
{
    [Fact]
    public void The_first_by_name_gets_a_shared_external_IP_and_the_other_keeps_the_rest()
    {
        BuiltGraph built = Some.Built(At("default/b", "10.96.0.2").ExternalIPs("198.51.100.8"), At("default/a", "10.96.0.1").ExternalIPs("198.51.100.8"));
        Assert.Equal([("default/a", 2), ("default/b", 1)], built.Graph.IPv4.Ports.Select(port => (port.Name.ToString(), port.Frontends.Count)));
        Assert.Equal(
            "Service default/b: spec.externalIPs: 198.51.100.8:80/TCP already belongs to default/a as its ExternalIP; it is left out here",
            Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void The_kind_counts_before_the_name()
    {
        BuiltGraph built = Some.Built(At("default/a", "10.96.0.1").ExternalIPs("10.96.0.2"), At("default/b", "10.96.0.2"));
        Assert.Equal([("default/a", 1), ("default/b", 1)], built.Graph.IPv4.Ports.Select(port => (port.Name.ToString(), port.Frontends.Count)));
    }

    [Fact]
    public void Another_port_or_protocol_of_the_same_address_is_no_conflict()
    {
        SomeService tcp = At("default/a", "10.96.0.1").ExternalIPs("198.51.100.8");
        SomeService other = Some.Service("default/b").At("10.96.0.2").Port(80, Protocol.Udp).Port(81, name: "x").ExternalIPs("198.51.100.8");
        Assert.Empty(Some.Built(tcp, other).Warnings);
    }

    [Fact]
    public void One_cluster_IP_for_two_Services_goes_to_the_first()
    {
        BuiltGraph built = Some.Built(At("default/a", "10.96.0.1"), At("default/b", "10.96.0.1"));
        Assert.Equal([1, 0], built.Graph.IPv4.Ports.Select(port => port.Frontends.Count));
        Assert.Equal("spec.clusterIPs", Assert.Single(built.Warnings).Field);
    }

    [Fact]
    public void One_node_port_for_two_Services_goes_to_the_first_in_both_families()
    {
        BuiltGraph built = Some.Built(
            Some.Service("default/a").At("10.96.0.1", "fd00::1").Port(80, nodePort: 30080), Some.Service("default/b").At("10.96.0.2", "fd00::2").Port(80, nodePort: 30080));
        Assert.Equal([2, 1], built.Graph.IPv4.Ports.Select(port => port.Frontends.Count));
        Assert.Equal([2, 1], built.Graph.IPv6.Ports.Select(port => port.Frontends.Count));
        Assert.Equal("Service default/b: spec.ports.nodePort: node port 30080/TCP already belongs to default/a as its NodePort; it is left out here", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void An_address_that_one_Service_has_as_external_and_load_balancer_IP_is_external()
    {
        BuiltGraph built = Some.Built(At("default/a", "10.96.0.1").LoadBalancer("198.51.100.8").ExternalIPs("198.51.100.8"));
        Assert.Equal([FrontendKind.ClusterIP, FrontendKind.ExternalIP], built.Graph.IPv4.Ports[0].Frontends.Select(frontend => frontend.Kind));
        Assert.Equal("status.loadBalancer.ingress", Assert.Single(built.Warnings).Field);
    }

    [Fact]
    public void An_address_listed_twice_counts_once_and_is_reported()
    {
        BuiltGraph built = Some.Built(At("default/a", "10.96.0.1").ExternalIPs("198.51.100.8", "198.51.100.8"));
        Assert.Equal(2, built.Graph.IPv4.Ports[0].Frontends.Count);
        Assert.Equal("Service default/a: spec.externalIPs: 198.51.100.8 is listed more than once; it counts once", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void The_loser_gets_the_frontend_when_the_winner_goes_and_loses_it_when_it_is_back()
    {
        SomeService winner = At("default/a", "10.96.0.1").ExternalIPs("198.51.100.8"), loser = At("default/b", "10.96.0.2").ExternalIPs("198.51.100.8");
        BuiltGraph both = Some.Built(winner, loser);

        BuiltGraph alone = GraphBuilder.Build(Some.Cluster(loser), Some.Options, both);
        Assert.Equal([2], alone.Graph.IPv4.Ports.Select(port => port.Frontends.Count));
        Assert.Empty(alone.Warnings);

        BuiltGraph again = GraphBuilder.Build(Some.Cluster(winner, loser), Some.Options, alone);
        Assert.Equal(both.Graph, again.Graph);
        Assert.Equal(both.Warnings, again.Warnings);
    }

    [Fact]
    public void What_a_lost_frontend_alone_could_reach_is_not_local_any_more()
    {
        SomeService loser = At("default/b", "10.96.0.2").InternallyLocal().ExternalIPs("198.51.100.8").Endpoint("10.244.1.7", endpoint => endpoint with { Weight = 0, NodeName = Some.NodeName }).Local("10.244.1.8");
        BuiltGraph built = Some.Built(At("default/a", "10.96.0.2"), loser.OfType(ServiceType.NodePort));
        Assert.Equal("10.244.1.8:8080", built.Graph.IPv4.Ports[1].LocalEndpoints.Text());
        Assert.Empty(Some.Built(At("default/a", "10.96.0.2"), At("default/b", "10.96.0.2").Local("10.244.1.8")).Graph.IPv4.Ports[1].LocalEndpoints);
    }

    private static SomeService At(string name, string clusterIP) => Some.Service(name).At(clusterIP).Port(80);
}
