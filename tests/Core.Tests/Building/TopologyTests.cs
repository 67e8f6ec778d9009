using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Zone and node hints (kube-proxy feature list, 1.10). We are node-a in zone-a.</summary>
public sealed class TopologyTests
{
    private const string Here = "10.244.2.1", There = "10.244.2.2";

    [Fact]
    public void Hints_for_our_zone_keep_traffic_in_it() =>
        Assert.Equal(Here, Pool(Web().Endpoint(Here, Zone("zone-a")).Endpoint(There, Zone("zone-b"))));

    [Fact]
    public void An_endpoint_may_be_hinted_for_several_zones() =>
        Assert.Equal($"{Here}, {There}", Pool(Web().Endpoint(Here, Zone("zone-a")).Endpoint(There, Zone("zone-b", "zone-a"))));

    [Fact]
    public void One_ready_endpoint_without_a_zone_hint_turns_zones_off() =>
        Assert.Equal($"{Here}, {There}", Pool(Web().Endpoint(Here, Zone("zone-a")).Remote(There)));

    [Fact]
    public void Hints_that_never_name_our_zone_are_ignored() =>
        Assert.Equal($"{Here}, {There}", Pool(Web().Endpoint(Here, Zone("zone-b")).Endpoint(There, Zone("zone-c"))));

    [Fact]
    public void A_node_without_a_zone_ignores_zone_hints()
    {
        ClusterState state = Some.Cluster(Web().Endpoint(Here, Zone("zone-a")).Endpoint(There, Zone("zone-b"))) with { Node = Some.Node with { Zone = null } };
        Assert.Equal($"{Here}, {There}", GraphBuilder.Build(state, Some.Options).Graph.IPv4.The(FrontendKind.ClusterIP).Pool.Addresses());
    }

    [Fact]
    public void Hints_for_our_node_win_over_hints_for_our_zone() =>
        Assert.Equal(Here, Pool(Web().Endpoint(Here, Both(Some.NodeName, "zone-a")).Endpoint(There, Both("node-c", "zone-a"))));

    [Fact]
    public void When_no_node_hint_names_us_zone_hints_decide() =>
        Assert.Equal(Here, Pool(Web().Endpoint(Here, Both("node-c", "zone-a")).Endpoint(There, Both("node-d", "zone-b"))));

    [Fact]
    public void Endpoints_that_are_not_ready_need_no_hint() =>
        Assert.Equal(Here, Pool(Web().Endpoint(Here, Zone("zone-a")).Endpoint(There, Zone("zone-b")).Endpoint("10.244.2.3", endpoint => endpoint with { IsReady = false })));

    [Fact]
    public void Hints_do_not_concern_terminating_endpoints() =>
        Assert.Equal($"{Here}, {There}", Pool(Web().Endpoint(Here, Terminating("zone-a")).Endpoint(There, Terminating("zone-b"))));

    [Fact]
    public void Hints_do_not_concern_the_local_list()
    {
        SomeService web = Web().InternallyLocal().Endpoint("10.244.1.1", endpoint => Zone("zone-b")(endpoint) with { NodeName = Some.NodeName }).Endpoint(Here, Zone("zone-a"));
        Assert.Equal("10.244.1.1", Pool(web));
    }

    private static SomeService Web() => Some.Service().Port(80);

    private static string Pool(SomeService service) => Some.IPv4(service).The(FrontendKind.ClusterIP).Pool.Addresses();

    private static Func<SliceEndpoint, SliceEndpoint> Zone(params string[] zones) => endpoint => endpoint with { ZoneHints = zones.ToEquatableArray() };

    private static Func<SliceEndpoint, SliceEndpoint> Both(string node, string zone) => endpoint => endpoint with { NodeHints = [node], ZoneHints = [zone] };

    private static Func<SliceEndpoint, SliceEndpoint> Terminating(string zone) => endpoint => Zone(zone)(endpoint) with { IsReady = false, IsTerminating = true };
}
