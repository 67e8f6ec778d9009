using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Which endpoints a policy may use (kube-proxy feature list, 1.5 and 1.6).</summary>
public sealed class EndpointChoiceTests
{
    [Fact]
    public void Endpoints_that_are_not_ready_take_nothing_while_others_are() =>
        Assert.Equal("10.244.2.5", ClusterPool(Web().Remote("10.244.2.5").Endpoint("10.244.2.6", NotReady).Endpoint("10.244.2.7", Terminating)));

    [Fact]
    public void Without_a_ready_endpoint_those_that_still_serve_while_they_terminate_take_over() =>
        Assert.Equal("10.244.2.7", ClusterPool(Web().Endpoint("10.244.2.6", NotReady).Endpoint("10.244.2.7", Terminating).Endpoint("10.244.2.8", Gone)));

    [Fact]
    public void Serving_without_terminating_is_no_fallback() =>
        Assert.Equal("", ClusterPool(Web().Endpoint("10.244.2.6", endpoint => endpoint with { IsReady = false, IsServing = true })));

    [Fact]
    public void Ready_is_trusted_whatever_else_is_said_because_publishNotReadyAddresses_sets_it() =>
        Assert.Equal("10.244.2.6", ClusterPool(Web().Endpoint("10.244.2.6", endpoint => endpoint with { IsServing = false, IsTerminating = true })));

    [Fact]
    public void The_local_list_falls_back_to_terminating_endpoints_while_the_cluster_list_does_not()
    {
        Frontend frontend = Some.IPv4(Web().ExternallyLocal().Remote("10.244.2.5").Endpoint("10.244.1.5", TerminatingHere)).The(FrontendKind.NodePort);
        Assert.Equal("10.244.1.5", frontend.Pool.Addresses());
        Assert.Equal("10.244.2.5", frontend.ShortCircuitPool?.Addresses());
    }

    [Fact]
    public void A_ready_local_endpoint_keeps_terminating_ones_out_of_the_local_list() =>
        Assert.Equal("10.244.1.6", Some.IPv4(Web().ExternallyLocal().Local("10.244.1.6").Endpoint("10.244.1.5", TerminatingHere)).The(FrontendKind.NodePort).Pool.Addresses());

    [Fact]
    public void One_address_in_several_slices_counts_once_and_is_local_if_any_of_them_says_so()
    {
        SomeService web = Web().Remote("10.244.1.5");
        EndpointSlice local = web.Slices[0] with { Name = new ObjectName("default", "a"), Endpoints = Web().Local("10.244.1.5").Slices[0].Endpoints };
        foreach (string name in new[] { "a", "z" })
        {
            Frontend frontend = Some.IPv4(Web().Remote("10.244.1.5").Slice(local with { Name = new ObjectName("default", name) })).The(FrontendKind.ClusterIP);
            Assert.Equal([new Endpoint(IPAddress.Parse("10.244.1.5"), 8080, IsLocal: true)], frontend.Pool.Endpoints);
        }
    }

    [Fact]
    public void Slices_of_one_Service_may_resolve_a_port_name_differently()
    {
        SomeService web = Some.Service().Port(80, name: "http").Remote("10.244.2.5");
        EndpointSlice other = web.Slices[0] with
        {
            Name = new ObjectName("default", "other"),
            Ports = [new SlicePort("http", Protocol.Tcp, 9090), new SlicePort("metrics", Protocol.Tcp, 9999)],
        };
        Assert.Equal("10.244.2.5:8080, 10.244.2.5:9090", Some.IPv4(web.Slice(other)).The(FrontendKind.ClusterIP).Pool.Text());
    }

    [Fact]
    public void Endpoints_are_ordered_by_the_text_of_address_and_port() =>
        Assert.Equal("10.244.2.100, 10.244.2.10, 10.244.2.9", ClusterPool(Web().Remote("10.244.2.9", "10.244.2.100", "10.244.2.10")));

    [Fact]
    public void An_address_of_the_other_family_is_left_out_and_reported()
    {
        SomeService web = Web().Remote("10.244.2.5");
        BuiltGraph built = Some.Built(web.Slice(web.Slices[0] with { Name = new ObjectName("default", "bad"), Endpoints = [new SliceEndpoint(IPAddress.IPv6Loopback)] }));
        Assert.Equal("10.244.2.5", built.Graph.IPv4.The(FrontendKind.ClusterIP).Pool.Addresses());
        Assert.Equal("EndpointSlice default/bad: endpoints.addresses: ::1 is not IPv4; it is ignored", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void Local_endpoints_are_those_that_some_frontend_can_reach()
    {
        SomeService web = Web().InternallyLocal().Remote("10.244.2.5").Local("10.244.1.5").Endpoint("10.244.1.6", TerminatingHere);
        Assert.Equal("10.244.1.5:8080", Assert.Single(Some.IPv4(web).Ports).LocalEndpoints.Text());
    }

    [Fact]
    public void A_UDP_flow_may_stay_with_every_serving_endpoint_whatever_the_policies_say()
    {
        SomeService dns = Some.Service().Port(53, Protocol.Udp).InternallyLocal().Remote("10.244.2.5").Endpoint("10.244.2.6", NotReady).Endpoint("10.244.2.7", Terminating);
        Assert.Equal("10.244.2.5:8080, 10.244.2.7:8080", Assert.Single(Some.IPv4(dns).Ports).FlowEndpoints.Text());
    }

    [Fact]
    public void TCP_flows_are_never_touched() =>
        Assert.Empty(Assert.Single(Some.IPv4(Web().Remote("10.244.2.5")).Ports).FlowEndpoints);

    [Fact]
    public void Frontends_with_the_same_endpoints_share_one_pool()
    {
        ServicePort port = Assert.Single(Some.IPv4(Web().ExternallyLocal().Local("10.244.1.5")).Ports);
        Assert.All(port.Frontends, frontend => Assert.Same(port.Frontends[0].Pool, frontend.Pool));
        Assert.Same(port.Frontends[0].Pool, port.Frontends[^1].ShortCircuitPool);
    }

    private static SomeService Web() => Some.Service().OfType(ServiceType.NodePort).Port(80, nodePort: 30080);

    private static string ClusterPool(SomeService service) => Some.IPv4(service).The(FrontendKind.ClusterIP).Pool.Addresses();

    private static SliceEndpoint NotReady(SliceEndpoint endpoint) => endpoint with { IsReady = false, IsServing = false };

    private static SliceEndpoint Terminating(SliceEndpoint endpoint) => endpoint with { IsReady = false, IsTerminating = true };

    private static SliceEndpoint TerminatingHere(SliceEndpoint endpoint) => Terminating(endpoint) with { NodeName = Some.NodeName };

    private static SliceEndpoint Gone(SliceEndpoint endpoint) => endpoint with { IsReady = false, IsServing = false, IsTerminating = true };
}
