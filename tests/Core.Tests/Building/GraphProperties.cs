using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>What holds for every cluster and every history of it. Each number is the seed of one change.</summary>
public sealed class GraphProperties
{
    [Fact]
    public void A_graph_built_change_by_change_equals_the_one_built_from_nothing() => ForAllHistories(cluster =>
    {
        BuiltGraph? built = null;
        return () =>
        {
            ClusterState state = cluster.Store.Snapshot().State;
            BuiltGraph scratch = GraphBuilder.Build(state, Some.Options);
            built = GraphBuilder.Build(state, Some.Options, built);
            Assert.Equal(scratch.Graph, built.Graph);
            Assert.Equal((scratch.Graph.IPv4.Digest, scratch.Graph.IPv6.Digest), (built.Graph.IPv4.Digest, built.Graph.IPv6.Digest));
            Assert.Equal(scratch.Warnings, built.Warnings);
        };
    });

    [Fact]
    public void Options_that_change_between_leave_nothing_of_the_old_ones() => ForAllHistories(cluster =>
    {
        GraphOptions[] variants =
        [
            .. new[]
            {
                Some.Arguments, Some.Arguments with { MasqueradeAll = true, MasqueradeBit = 3 }, Some.Arguments with { ClusterCidr = "", NodePortAddresses = ["all"] },
                Some.Arguments with { DetectLocalMode = "NodeCIDR", ServiceCidrs = ["10.96.0.0/16"], BindAddress = "192.0.2.7" },
            }.Select(GraphOptions.From),
        ];
        BuiltGraph? built = null;
        int step = 0;
        return () =>
        {
            ClusterState state = cluster.Store.Snapshot().State;
            GraphOptions options = variants[step++ % variants.Length];
            built = GraphBuilder.Build(state, options, built);
            Assert.Equal(GraphBuilder.Build(state, options).Graph, built.Graph);
        };
    });

    [Fact]
    public void Every_port_that_stays_equal_keeps_its_reference() => ForAllHistories(cluster =>
    {
        BuiltGraph? old = null;
        return () =>
        {
            BuiltGraph built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, old);
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
            {
                foreach (ServicePort port in old?.Graph[family].Ports ?? [])
                    Assert.All(built.Graph[family].Ports.Where(port.Equals), same => Assert.Same(port, same));
            }

            old = built;
        };
    });

    [Fact]
    public void Everything_is_in_order_and_unique() => ForAllHistories(cluster => () =>
    {
        foreach (FamilyGraph graph in Halves(cluster.Store.Snapshot().State))
        {
            AssertAscending(graph.Ports.Select(port => port.Name), Comparer<ServicePortName>.Default);
            Assert.Distinct(graph.Ports.SelectMany(port => port.Frontends).Select(frontend => (frontend.Address, frontend.Protocol, frontend.Port)));
            foreach (ServicePort port in graph.Ports)
            {
                AssertAscending(port.Frontends.Select(frontend => (frontend.Kind, frontend.Address?.ToNumber() ?? 0)), Comparer<(FrontendKind, UInt128)>.Default);
                foreach (EquatableArray<Endpoint> endpoints in EndpointLists(port))
                    AssertAscending(endpoints.Select(endpoint => new System.Net.IPEndPoint(endpoint.Address, endpoint.Port).ToString()), StringComparer.Ordinal);
            }
        }
    });

    [Fact]
    public void Every_frontend_is_made_of_decisions_that_agree() => ForAllHistories(cluster => () =>
    {
        foreach (ServicePort port in Halves(cluster.Store.Snapshot().State).SelectMany(graph => graph.Ports))
        {
            foreach (Frontend frontend in port.Frontends)
            {
                Assert.Equal(frontend.Kind == FrontendKind.NodePort, frontend.Address is null);
                Assert.True(frontend.OnEmpty == EmptyAction.Reject || frontend.Pool.IsEmpty);
                Assert.All(frontend.Pool.Endpoints, endpoint => Assert.InRange(endpoint.Weight, 1, 256));
                Assert.True(frontend.AllowedSources is null || frontend.Kind == FrontendKind.LoadBalancerIP);
                Assert.Subset(port.LocalEndpoints.ToHashSet(), frontend.Pool.Endpoints.Where(endpoint => endpoint.IsLocal).Select(endpoint => endpoint with { Weight = 1 }).ToHashSet());
            }
        }
    });

    [Fact]
    public void The_order_in_which_objects_list_things_does_not_matter() => ForAllHistories(cluster => () =>
    {
        ClusterState state = cluster.Store.Snapshot().State;
        ClusterState reversed = state with
        {
            Services = state.Services.Select(service => service with
            {
                Service = service.Service is null ? null : service.Service with
                {
                    ExternalIPs = Reverse(service.Service.ExternalIPs),
                    LoadBalancerIPs = Reverse(service.Service.LoadBalancerIPs),
                    LoadBalancerSourceRanges = Reverse(service.Service.LoadBalancerSourceRanges),
                },
                Slices = Reverse(service.Slices.Select(slice => slice with { Endpoints = Reverse(slice.Endpoints), Ports = Reverse(slice.Ports) }).ToEquatableArray()),
            }).ToPagedArray(),
        };
        Assert.Equal(GraphBuilder.Build(state, Some.Options).Graph, GraphBuilder.Build(reversed, Some.Options).Graph);
    });

    [Fact]
    public void Digests_are_equal_exactly_when_contents_are() => ForAllHistories(cluster =>
    {
        var seen = new Dictionary<Digest, ServicePort>();
        return () =>
        {
            foreach (ServicePort port in Halves(cluster.Store.Snapshot().State).SelectMany(graph => graph.Ports))
            {
                ServicePort content = port with { Digest = default };
                if (!seen.TryAdd(port.Digest, content))
                    Assert.Equal(seen[port.Digest], content);
                else
                    Assert.DoesNotContain(content, seen.Values.SkipLast(1));
            }
        };
    });

    [Fact]
    public void The_digest_of_a_half_is_the_sum_of_its_parts() => ForAllHistories(cluster => () =>
    {
        foreach (FamilyGraph graph in Halves(cluster.Store.Snapshot().State))
            Assert.Equal(graph.Ports.Aggregate(graph.Node.Digest, (sum, port) => sum + port.Digest), graph.Digest);
    });

    [Fact]
    public void The_store_holds_what_was_set_and_not_removed() => ForAllHistories(cluster => () =>
    {
        IEnumerable<ObjectName> names = cluster.Services.Keys.Union(cluster.Slices.Values.Select(slice => slice.Service)).Order();
        IEnumerable<ServiceObjects> expected = names.Select(name => new ServiceObjects(
            name, cluster.Services.GetValueOrDefault(name), cluster.Slices.Values.Where(slice => slice.Service == name).OrderBy(slice => slice.Name).ToEquatableArray()));
        Assert.Equal(expected, cluster.Store.Snapshot().State.Services);
    });

    /// <param name="start">Gets a new cluster, and returns what to check after each change.</param>
    private static void ForAllHistories(Func<RandomCluster, Action> start) => Prop.ForAll(Gen.Choose(0, int.MaxValue).ArrayOf().ToArbitrary(), seeds =>
    {
        var cluster = new RandomCluster();
        Action check = start(cluster);
        check();
        foreach (int seed in seeds)
        {
            cluster.Change(seed);
            check();
        }
    }).QuickCheckThrowOnFailure();

    private static FamilyGraph[] Halves(ClusterState state)
    {
        ServiceGraph graph = GraphBuilder.Build(state, Some.Options).Graph;
        return [graph.IPv4, graph.IPv6];
    }

    private static IEnumerable<EquatableArray<Endpoint>> EndpointLists(ServicePort port) =>
        port.Frontends.SelectMany(frontend => new[] { frontend.Pool.Endpoints, frontend.ShortCircuitPool?.Endpoints ?? [] }).Append(port.LocalEndpoints).Append(port.FlowEndpoints);

    private static EquatableArray<T> Reverse<T>(EquatableArray<T> items) => Enumerable.Reverse(items).ToEquatableArray();

    private static void AssertAscending<T>(IEnumerable<T> items, IComparer<T> comparer) =>
        Assert.All(items.Zip(items.Skip(1)), pair => Assert.True(comparer.Compare(pair.First, pair.Second) < 0, $"{pair.First} comes before {pair.Second}"));
}
