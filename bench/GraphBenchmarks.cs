using System.Net;
using BenchmarkDotNet.Attributes;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Bench;

/// <summary>What the graph costs in a cluster of 30,000 Services with 10 endpoints each.</summary>
[MemoryDiagnoser]
public class GraphBenchmarks
{
    private const int Services = 30_000, EndpointsEach = 10;

    private static readonly GraphOptions Options = GraphOptions.From(new GraphArguments { NodeName = "node-0", ClusterCidr = "10.128.0.0/9" });

    private readonly ObjectStore _store = new();
    private ClusterState _state = ClusterState.Empty;
    private ClusterState _changed = ClusterState.Empty;
    private ClusterState _moved = ClusterState.Empty;
    private BuiltGraph _built = GraphBuilder.Build(ClusterState.Empty, Options);
    private int _round;

    [GlobalSetup]
    public void Load()
    {
        Fill(_store);
        _state = _store.Snapshot().State;
        _built = GraphBuilder.Build(_state, Options);
        _store.Set(Slice(Services / 2, shift: 1));
        _changed = _store.Snapshot().State;
        _moved = _state with { Node = new Node("node-0") { Zone = "elsewhere" } };
    }

    [Benchmark]
    public ClusterState LoadOneByOne()
    {
        var store = new ObjectStore();
        Fill(store);
        return store.Snapshot().State;
    }

    [Benchmark]
    public ClusterState SnapshotAfterOneChange()
    {
        _store.Set(Slice(Services / 3, shift: ++_round % 2));
        return _store.Snapshot().State;
    }

    [Benchmark]
    public BuiltGraph BuildFromNothing() => GraphBuilder.Build(_state, Options);

    [Benchmark]
    public BuiltGraph BuildAfterOneEndpointChanged() => GraphBuilder.Build(_changed, Options, _built);

    [Benchmark]
    public BuiltGraph BuildAfterTheZoneChanged() => GraphBuilder.Build(_moved, Options, _built);

    private static void Fill(ObjectStore store)
    {
        for (int i = 0; i < Services; i++)
        {
            store.Set(new Service(new ObjectName("bench", $"service-{i}"))
            {
                ClusterIPs = [Address(0x0a000000 + i)],
                Ports = [new ServicePortSpec("http", Protocol.Tcp, 80, 0)],
            });
            store.Set(Slice(i, shift: 0));
        }
    }

    private static EndpointSlice Slice(int service, int shift) =>
        new(new ObjectName("bench", $"service-{service}-abcde"), new ObjectName("bench", $"service-{service}"), IpFamily.IPv4)
        {
            Ports = [new SlicePort("http", Protocol.Tcp, 8080)],
            Endpoints = Enumerable.Range(0, EndpointsEach).Select(i => new SliceEndpoint(Address(0x0a800000 + (service * 16) + i + shift))
            {
                NodeName = $"node-{i}",
                ZoneHints = [$"zone-{i % 3}"],
            }).ToEquatableArray(),
        };

    private static IPAddress Address(int number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
