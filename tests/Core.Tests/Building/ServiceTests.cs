using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Which Services there are, in which family, under which name (kube-proxy feature list, 1.2 to 1.5).</summary>
public sealed class ServiceTests
{
    [Fact]
    public void A_Service_answers_at_its_cluster_IP_with_all_ready_endpoints_in_order()
    {
        ServicePort port = Assert.Single(Some.IPv4(Some.Service().Port(80).Remote("10.244.2.9", "10.244.2.10").Local("10.244.1.5")).Ports);

        Frontend frontend = Assert.Single(port.Frontends);
        Assert.Equal((FrontendKind.ClusterIP, IPAddress.Parse("10.96.0.10"), Protocol.Tcp, 80), (frontend.Kind, frontend.Address, frontend.Protocol, frontend.Port));
        Assert.Equal("10.244.1.5:8080, 10.244.2.10:8080, 10.244.2.9:8080", frontend.Pool.Text());
    }

    [Fact]
    public void A_headless_Service_has_no_ports() =>
        Assert.Empty(Some.IPv4(Some.Service().At().Port(80).Remote("10.244.2.5")).Ports);

    [Fact]
    public void A_Service_of_type_ExternalName_has_no_ports_even_with_a_cluster_IP() =>
        Assert.Empty(Some.IPv4(Some.Service().OfType(ServiceType.ExternalName).Port(80).Remote("10.244.2.5")).Ports);

    [Fact]
    public void Slices_without_a_Service_make_nothing()
    {
        ServiceObjects orphan = Some.Service().Port(80).Remote("10.244.2.5").Objects with { Service = null };
        Assert.Empty(Core.Building.GraphBuilder.Build(new ClusterState([orphan], Some.Node, []), Some.Options).Graph.IPv4.Ports);
    }

    [Fact]
    public void A_Service_without_a_cluster_IP_of_a_family_does_not_exist_in_that_family()
    {
        ServiceGraph graph = Some.Graph(Some.Service().At("10.96.0.10").ExternalIPs("2001:db8::9").Port(80, nodePort: 30080).Remote("10.244.2.5", "fd00:10:244:2::5"));
        Assert.Single(graph.IPv4.Ports);
        Assert.Empty(graph.IPv6.Ports);
    }

    [Fact]
    public void Each_family_of_a_dual_stack_Service_has_its_own_addresses_and_endpoints()
    {
        ServiceGraph graph = Some.Graph(Some.Service().At("fd00::10", "10.96.0.10").LoadBalancer("198.51.100.7", "2001:db8::7").ExternalIPs("198.51.100.8", "2001:db8::8")
            .Port(80).Remote("10.244.2.5", "fd00:10:244:2::5"));

        Assert.Equal(["10.96.0.10", "198.51.100.8", "198.51.100.7"], Assert.Single(graph.IPv4.Ports).Frontends.Select(frontend => frontend.Address!.ToString()));
        Assert.Equal(["fd00::10", "2001:db8::8", "2001:db8::7"], Assert.Single(graph.IPv6.Ports).Frontends.Select(frontend => frontend.Address!.ToString()));
        Assert.Equal("10.244.2.5", graph.IPv4.The(FrontendKind.ClusterIP).Pool.Addresses());
        Assert.Equal("fd00:10:244:2::5", graph.IPv6.The(FrontendKind.ClusterIP).Pool.Addresses());
    }

    [Fact]
    public void Frontends_are_ordered_by_kind_and_then_by_the_number_of_the_address()
    {
        ServicePort port = Assert.Single(Some.IPv4(Some.Service().LoadBalancer("198.51.100.7").ExternalIPs("198.51.100.10", "198.51.100.9").Port(80, nodePort: 30080)).Ports);
        Assert.Equal(
            [(FrontendKind.ClusterIP, "10.96.0.10", 80), (FrontendKind.ExternalIP, "198.51.100.9", 80), (FrontendKind.ExternalIP, "198.51.100.10", 80),
             (FrontendKind.LoadBalancerIP, "198.51.100.7", 80), (FrontendKind.NodePort, null, 30080)],
            port.Frontends.Select(frontend => (frontend.Kind, frontend.Address?.ToString(), (int)frontend.Port)));
    }

    [Fact]
    public void Node_ports_and_load_balancer_addresses_count_whatever_the_type_says()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().LoadBalancer("198.51.100.7").OfType(ServiceType.ClusterIP).Port(80, nodePort: 30080));
        Assert.Equal(3, Assert.Single(graph.Ports).Frontends.Count);
    }

    [Fact]
    public void Ports_are_joined_with_slices_by_name_and_protocol()
    {
        SomeService dns = Some.Service("kube-system/dns").Port(53, Protocol.Udp, "dns", target: 1053).Port(53, Protocol.Tcp, "dns-tcp", target: 2053).Remote("10.244.2.5");
        FamilyGraph graph = Some.IPv4(dns);
        Assert.Equal(["kube-system/dns:dns", "kube-system/dns:dns-tcp"], graph.Ports.Select(port => port.Name.ToString()));
        Assert.Equal(["10.244.2.5:1053", "10.244.2.5:2053"], graph.Ports.Select(port => port.Frontends[0].Pool.Text()));
    }

    [Fact]
    public void One_port_name_may_exist_for_two_protocols()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80, Protocol.Udp, target: 1080).Port(80, Protocol.Tcp, target: 2080).Remote("10.244.2.5"));
        Assert.Equal([(Protocol.Tcp, "10.244.2.5:2080"), (Protocol.Udp, "10.244.2.5:1080")], graph.Ports.Select(port => (port.Name.Protocol, port.Frontends[0].Pool.Text())));
    }

    [Fact]
    public void A_port_name_that_is_used_twice_for_one_protocol_counts_once_and_is_reported()
    {
        var built = Some.Built(Some.Service().Port(80).Port(81));
        Assert.Equal(80, Assert.Single(built.Graph.IPv4.Ports).Frontends[0].Port);
        Assert.Equal("Service default/web: spec.ports: the name '' is used more than once for Tcp; only the first is used", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void Service_ports_are_ordered_by_name()
    {
        FamilyGraph graph = Some.IPv4(Some.Service("b/a").At("10.96.0.1").Port(80), Some.Service("a/b").At("10.96.0.2").Port(81, name: "z").Port(80, name: "y"), Some.Service("a-/b").At("10.96.0.3").Port(80));
        Assert.Equal(["a/b:y", "a/b:z", "a-/b", "b/a"], graph.Ports.Select(port => port.Name.ToString()));
    }
}
