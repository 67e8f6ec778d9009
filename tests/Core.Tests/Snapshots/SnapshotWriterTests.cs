using System.Net;
using System.Text.Json;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Core.Snapshots;

namespace Proxier.Core.Tests.Snapshots;

public sealed class SnapshotWriterTests
{
    private static readonly ObjectReader Reader = new();

    private static readonly Service FullService = new(new ObjectName("shop", "web"))
    {
        Type = ServiceType.LoadBalancer,
        ClusterIPs = [IPAddress.Parse("fd00:96::1"), IPAddress.Parse("10.96.0.1")],
        Ports = [new ServicePortSpec("http", Protocol.Tcp, 80, 30080), new ServicePortSpec("dns", Protocol.Udp, 53, 0)],
        ExternalIPs = [IPAddress.Parse("203.0.113.1")],
        LoadBalancerIPs = [IPAddress.Parse("203.0.113.2")],
        LoadBalancerSourceRanges = [IPNetwork.Parse("198.51.100.0/24")],
        ExternalTrafficPolicy = TrafficPolicy.Local,
        InternalTrafficPolicy = TrafficPolicy.Local,
        HealthCheckNodePort = 30999,
        AffinityTimeout = TimeSpan.FromSeconds(77),
        SchedulerName = "maglev",
        ProxyProtocolName = "v2",
    };

    private static readonly SliceEndpoint FullEndpoint = new(IPAddress.Parse("10.244.1.5"))
    {
        IsReady = false, IsServing = false, IsTerminating = true, NodeName = "node-a", ZoneHints = ["zone-a"], NodeHints = ["node-a"], Weight = 7,
    };

    private static readonly Node FullNode = new("node-a")
    {
        Zone = "zone-a", Addresses = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")], PodCidrs = [IPNetwork.Parse("10.244.1.0/24")], IsLeaving = true,
    };

    [Fact]
    public void Nothing_that_we_honour_is_lost()
    {
        var slice = new EndpointSlice(new ObjectName("shop", "web-1"), FullService.Name, IpFamily.IPv4)
        {
            Ports = [new SlicePort("http", Protocol.Tcp, 8080)], Endpoints = [FullEndpoint, new SliceEndpoint(IPAddress.Parse("10.244.1.6"))], TriggerTime = DateTimeOffset.UnixEpoch.AddTicks(12345),
        };
        AssertAllSet(FullService, new Service(FullService.Name), nameof(Service.IsForAnotherProxy));
        AssertAllSet(slice, new EndpointSlice(slice.Name, slice.Service, slice.Family), nameof(EndpointSlice.IsForAnotherProxy));
        AssertAllSet(FullEndpoint, new SliceEndpoint(FullEndpoint.Address));
        AssertAllSet(FullNode, new Node(FullNode.Name));
        var state = new ClusterState([new ServiceObjects(FullService.Name, FullService, [slice])], FullNode, [new ServiceCidr("kubernetes", [IPNetwork.Parse("10.96.0.0/16")])]);
        Assert.Equal(state, ReadBack(state));
    }

    [Fact]
    public void Arguments_come_back_as_they_were()
    {
        var arguments = new GraphArguments
        {
            NodeName = "node-a", DetectLocalMode = "BridgeInterface", ClusterCidr = "10.244.0.0/16,fd00::/48", BridgeInterface = "cni0", InterfaceNamePrefix = "veth", MasqueradeAll = true,
            MasqueradeBit = 3, NodePortAddresses = ["primary", "10.0.0.0/8"], LocalhostNodePorts = true, ServiceCidrs = ["10.96.0.0/16"], BindAddress = "192.0.2.1",
        };
        AssertAllSet(arguments, new GraphArguments(), nameof(GraphArguments.DefaultNodePortAddresses));
        Assert.Equal(arguments, ArgumentsReader.Read(Write(new NodeSnapshot(ClusterState.Empty, arguments, [])).GetProperty("arguments")));
    }

    [Fact]
    public void Addresses_of_links_lose_the_number_of_the_link()
    {
        IPAddress[] local = [IPAddress.Parse("fe80::1%2"), IPAddress.Parse("fe80::1%3"), IPAddress.Parse("192.0.2.1")];
        JsonElement written = Write(new NodeSnapshot(ClusterState.Empty, new GraphArguments(), [.. local])).GetProperty("localAddresses");
        Assert.Equal(["fe80::1", "192.0.2.1"], written.EnumerateArray().Select(address => address.GetString()));
    }

    private static ClusterState ReadBack(ClusterState state)
    {
        var store = new ObjectStore();
        foreach (JsonElement item in Write(new NodeSnapshot(state, new GraphArguments(), [])).GetProperty("cluster").GetProperty("items").EnumerateArray())
            Read(store, item);
        return store.Snapshot().State;
    }

    private static void Read(ObjectStore store, JsonElement item)
    {
        switch (item.GetProperty("kind").GetString())
        {
            case "Service": store.Set(Value(Reader.ReadService(item))); break;
            case "EndpointSlice": store.Set(Value(Reader.ReadEndpointSlice(item))); break;
            case "Node": store.SetNode(Value(Reader.ReadNode(item))); break;
            default: store.Set(Value(Reader.ReadServiceCidr(item))); break;
        }
    }

    private static T Value<T>(ReadResult<T> result)
        where T : class
    {
        Assert.Empty(result.Errors);
        return Assert.IsType<T>(result.Object);
    }

    private static JsonElement Write(NodeSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotWriter.Write(snapshot, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    /// <summary>A property that somebody adds has to be added here, and to the writer.</summary>
    private static void AssertAllSet<T>(T full, T empty, params string[] except) =>
        Assert.All(typeof(T).GetProperties().Where(property => property.CanWrite && property.SetMethod is { IsPublic: true } && !except.Contains(property.Name)), property =>
        {
            bool isConstructed = typeof(T).GetConstructors()[0].GetParameters().Any(parameter => parameter.Name == property.Name);
            Assert.True(isConstructed || !Equals(property.GetValue(full), property.GetValue(empty)), $"{property.Name} is not set");
        });
}
