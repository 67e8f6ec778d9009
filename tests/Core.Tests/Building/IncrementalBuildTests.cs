using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

public sealed class IncrementalBuildTests
{
    [Fact]
    public void Nothing_new_gives_the_very_same_graph()
    {
        BuiltGraph built = Some.Built(Web());
        Assert.Same(built.Graph, GraphBuilder.Build(Some.Cluster(Web()), Some.Options, built).Graph);
    }

    [Fact]
    public void A_change_that_makes_no_difference_gives_the_very_same_graph()
    {
        BuiltGraph built = Some.Built(Web());
        SomeService web = Web().Endpoint("10.244.2.6", endpoint => endpoint with { IsReady = false, IsServing = false });
        Assert.Same(built.Graph, GraphBuilder.Build(Some.Cluster(web), Some.Options, built).Graph);
    }

    [Fact]
    public void A_change_in_one_family_leaves_the_other_half_alone()
    {
        BuiltGraph built = Some.Built(Web());
        BuiltGraph changed = GraphBuilder.Build(Some.Cluster(Web().Remote("fd00:10:244:2::6")), Some.Options, built);
        Assert.Same(built.Graph.IPv4, changed.Graph.IPv4);
        Assert.NotEqual(built.Graph.IPv6, changed.Graph.IPv6);
    }

    [Fact]
    public void Ports_that_a_new_zone_does_not_concern_keep_their_reference()
    {
        SomeService hinted = Some.Service("default/hinted").At("10.96.0.2").Port(80)
            .Endpoint("10.244.2.1", endpoint => endpoint with { ZoneHints = ["zone-a"] }).Endpoint("10.244.2.2", endpoint => endpoint with { ZoneHints = ["zone-b"] });
        BuiltGraph built = Some.Built(hinted, Web());
        BuiltGraph moved = GraphBuilder.Build(built.State with { Node = Some.Node with { Zone = "zone-b" } }, Some.Options, built);

        Assert.Equal("10.244.2.2", moved.Graph.IPv4.Ports[0].Frontends[0].Pool.Addresses());
        Assert.Same(built.Graph.IPv4.Ports[1], moved.Graph.IPv4.Ports[1]);
    }

    [Fact]
    public void New_options_are_followed()
    {
        BuiltGraph built = Some.Built(Web());
        BuiltGraph changed = GraphBuilder.Build(built.State, GraphOptions.From(Some.Arguments with { MasqueradeAll = true }), built);
        Assert.Equal(Masquerade.Always, changed.Graph.IPv4.The(FrontendKind.ClusterIP).Masquerade);
    }

    [Fact]
    public void The_changes_between_two_graphs_are_those_of_the_objects()
    {
        BuiltGraph built = Some.Built(Web(), Other("default/gone", "10.96.0.2"));
        BuiltGraph changed = GraphBuilder.Build(Some.Cluster(Web().Remote("10.244.2.6"), Other("default/new", "10.96.0.3")), Some.Options, built);
        Assert.Equal(
            [("default/gone", null), (null, "default/new"), ("default/web", "default/web")],
            FamilyGraph.Changes(built.Graph.IPv4, changed.Graph.IPv4).Select(change => (change.Old?.Name.ToString(), change.New?.Name.ToString())));
    }

    private static SomeService Web() => Some.Service().At("10.96.0.10", "fd00::10").Port(80).Remote("10.244.2.5", "fd00:10:244:2::5");

    private static SomeService Other(string name, string clusterIP) => Some.Service(name).At(clusterIP).Port(80);
}
