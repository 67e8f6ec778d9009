using System.Globalization;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Explaining;

/// <summary>Services of every kind at once, each with all sorts of addresses; the same ones for the same seed.</summary>
internal sealed class RandomServices(int seed, IpFamily family, Protocol protocol, NetworkTestbed bed)
{
    private const int Count = 5;

    /// <summary>The one with source ranges and no endpoint: rare by chance, and where backends differ.</summary>
    private const int Empty = 1;

    /// <summary>The one with policy Local and no endpoint on this node.</summary>
    private const int Elsewhere = 2;

    private readonly Random _random = new(seed);

    public Manifest[] Create() => [.. Enumerable.Range(1, Count).SelectMany(Create)];

    public static int NodePort(int number) => 30080 + number;

    public IEnumerable<Packets.Target> Targets => Enumerable.Range(1, Count).SelectMany(number => new[]
    {
        Target(Plan.ClusterIP(number), 80), Target(Plan.LoadBalancer(number), 80), Target(Plan.External(number), 80),
        Target(Plan.Node, NodePort(number)), Target(Plan.SecondaryNode, NodePort(number)),
    }).Concat([Target(Plan.ClusterIP(1), 81), Target(Plan.ClusterIP(Count + 1), 80), Target(Plan.LoadBalancer(1), 81), Target(Plan.LoadBalancer(Count + 1), 80)]);

    private IEnumerable<Manifest> Create(int number)
    {
        var service = new ServiceManifest(string.Create(CultureInfo.InvariantCulture, $"service{number}"))
        {
            Type = ServiceType.LoadBalancer,
            ClusterIPs = [Plan.ClusterIP(number)[family]],
            Ports = [new PortManifest("", protocol, 80, NodePort(number))],
            LoadBalancerIPs = [Plan.LoadBalancer(number)[family]],
            ExternalIPs = [Plan.External(number)[family]],
            SourceRanges = number == Empty || OneIn(3) ? Ranges() : [],
            ExternalPolicy = number == Elsewhere || OneIn(2) ? TrafficPolicy.Local : TrafficPolicy.Cluster,
            InternalPolicy = number == Elsewhere || OneIn(4) ? TrafficPolicy.Local : TrafficPolicy.Cluster,
            AffinitySeconds = OneIn(4) ? 10800 : null,
        };
        EndpointManifest[] endpoints = number switch
        {
            Empty => [],
            Elsewhere => [bed.OtherPods[0]],
            _ => [.. new[] { bed.Pods[0], bed.Pods[1], bed.OtherPods[0], bed.Node }.Where(_ => OneIn(2)).Select(State)],
        };
        return
        [
            service,
            new SliceManifest($"{service.Name}-1", service.Name, family)
            {
                Ports = [service.Ports[0] with { Port = 8080 }],
                Endpoints = endpoints,
                Annotations = OneIn(3) ? Weights(endpoints) : new Dictionary<string, string>(),
            },
        ];
    }

    private EndpointManifest State(Host host) => _random.Next(6) switch
    {
        0 => EndpointManifest.Terminating(host),
        1 => new EndpointManifest(host) { IsReady = false, IsServing = false },
        _ => host,
    };

    private string[] Ranges() => _random.Next(3) switch
    {
        0 => [$"{Plan.Client[family]}/{family.BitCount()}"],
        1 => [$"{Plan.Client[family]}/{family.BitCount()}", $"{Plan.Node[family]}/{family.BitCount()}"],
        _ => [Plan.Cidr(Plan.ClusterCidrs, family)],
    };

    private Dictionary<string, string> Weights(IEnumerable<EndpointManifest> endpoints) =>
        new() { [EndpointSlice.WeightsAnnotation] = string.Join(',', endpoints.Select(endpoint => $"{endpoint.Host.Addresses[family]}={_random.Next(4)}")) };

    private bool OneIn(int count) => _random.Next(count) == 0;

    private Packets.Target Target(AddressPair address, int port) => new(address[family], port, protocol);
}
