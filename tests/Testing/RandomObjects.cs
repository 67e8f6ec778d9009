using System.Net;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>Objects made of few different values, so that they often agree and often collide.</summary>
public static class RandomObjects
{
    private static readonly IPAddress[] VirtualIPs = Parse("10.96.0.1", "10.96.0.2", "10.96.0.3", "198.51.100.7", "fd00::1", "fd00::2");
    private static readonly IPAddress[] EndpointIPs = Parse("10.244.1.1", "10.244.1.2", "10.244.2.10", "10.244.2.9", "fd00:10:244:1::1", "fd00:10:244:2::1");
    private static readonly IPNetwork[] Ranges = [IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.0.2.128/25"), IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("2001:db8::/64")];
    private static readonly SlicePort[] SlicePorts =
        [new("", Protocol.Tcp, 8080), new("", Protocol.Tcp, 9090), new("", Protocol.Udp, 8080), new("x", Protocol.Tcp, 8080), new("x", Protocol.Sctp, 8080)];

    public static Service Service(Random random, ObjectName name) => new(name)
    {
        Type = random.GetItems(Enum.GetValues<ServiceType>(), 1)[0],
        ClusterIPs = Some(random, VirtualIPs, 3).DistinctBy(address => address.Family()).ToEquatableArray(),
        Ports = Enumerable.Range(0, random.Next(3)).Select(_ => Port(random)).ToEquatableArray(),
        ExternalIPs = Some(random, VirtualIPs, 2),
        LoadBalancerIPs = Some(random, VirtualIPs, 2),
        LoadBalancerSourceRanges = Some(random, Ranges, 3),
        ExternalTrafficPolicy = (TrafficPolicy)random.Next(2),
        InternalTrafficPolicy = (TrafficPolicy)random.Next(2),
        HealthCheckNodePort = (ushort)random.Next(2),
        AffinityTimeout = random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(3)) : null,
        SchedulerName = random.Next(4) == 0 ? random.GetItems(["maglev", "magic"], 1)[0] : null,
        IsForAnotherProxy = random.Next(8) == 0,
    };

    public static EndpointSlice Slice(Random random, ObjectName name, ObjectName service)
    {
        var family = (IpFamily)random.Next(2);
        return new EndpointSlice(name, service, family)
        {
            Ports = Some(random, SlicePorts, 3),
            Endpoints = Some(random, EndpointIPs, 5).Where(address => address.Family() == family || random.Next(8) == 0).Select(address => Endpoint(random, address)).ToEquatableArray(),
        };
    }

    public static Node? Node(Random random) => random.Next(4) == 0 ? null : Testing.Some.Node with
    {
        Zone = random.GetItems<string?>(["zone-a", "zone-b", null], 1)[0],
        Addresses = Some(random, Testing.Some.Node.Addresses.ToArray(), 2),
    };

    private static ServicePortSpec Port(Random random) =>
        new(random.GetItems(["", "x"], 1)[0], (Protocol)random.Next(3), (ushort)(80 + random.Next(2)), (ushort)(random.Next(2) * (30080 + random.Next(2))));

    private static SliceEndpoint Endpoint(Random random, IPAddress address) => new(address)
    {
        IsReady = random.Next(3) > 0,
        IsServing = random.Next(3) > 0,
        IsTerminating = random.Next(3) == 0,
        NodeName = random.GetItems<string?>([Testing.Some.NodeName, Testing.Some.OtherNodeName, null], 1)[0],
        ZoneHints = random.Next(5) == 0 ? [] : Some(random, ["zone-a", "zone-b"], 2),
        NodeHints = random.Next(3) == 0 ? [Testing.Some.NodeName] : [],
        Weight = random.Next(4),
    };

    /// <summary>Up to <paramref name="most"/> of them, with repetitions.</summary>
    private static EquatableArray<T> Some<T>(Random random, T[] choices, int most) => random.GetItems(choices, random.Next(most + 1)).ToEquatableArray();

    private static IPAddress[] Parse(params string[] addresses) => addresses.Select(IPAddress.Parse).ToArray();
}
