using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>The real daemon as a process on the node of a testbed of its own, for what packets alone do not show: its life, its files, its ports.</summary>
public abstract class DaemonCase : IAsyncLifetime
{
    protected ProxiedNode Node { get; private set; } = null!; // made before each test

    protected NetworkTestbed Bed => Node.Bed;

    protected NetworkNamespace Namespace => Bed.NodeNamespace;

    protected virtual int OtherPods => 2;

    public async Task InitializeAsync() => Node = await CreateAsync();

    public virtual async Task DisposeAsync() => await Node.DisposeAsync();

    /// <summary>Where the daemon follows something else than a folder.</summary>
    protected virtual Task<ProxiedNode> CreateAsync() => ProxiedNode.CreateAsync(Programs.UnderTest, otherPods: OtherPods);

    /// <summary>A Service of both families with one unnamed port, 80.</summary>
    protected static ServiceManifest Web(Protocol protocol = Protocol.Tcp, int number = 1) => new($"web-{number}")
    {
        ClusterIPs = [Plan.ClusterIP(number).IPv4, Plan.ClusterIP(number).IPv6],
        Ports = [new PortManifest("", protocol, 80)],
    };

    /// <summary>Its slices, on which these listen at 8080.</summary>
    protected static IEnumerable<Manifest> Slices(ServiceManifest service, params EndpointManifest[] endpoints) => Enum.GetValues<IpFamily>().Select(family =>
        new SliceManifest($"{service.Name}-{(int)family}", service.Name, family) { Ports = [service.Ports[0] with { Port = 8080, NodePort = 0 }], Endpoints = endpoints });

    protected static IEnumerable<Manifest> WithSlices(ServiceManifest service, params EndpointManifest[] endpoints) => [service, .. Slices(service, endpoints)];

    protected static IPEndPoint Address(IpFamily family, int number = 1) => new(Plan.ClusterIP(number)[family], 80);

    /// <summary>Who answers a client pod; what happened instead when nobody does.</summary>
    protected async Task<string> WhoAnswersAsync(IpFamily family, Protocol protocol = Protocol.Tcp, int number = 1) =>
        await Bed.Pods[2].ConnectAsync(Address(family, number), protocol, Probe.ForAnswer) is var outcome && outcome is Outcome.Answered answer ? answer.By : outcome.ToString();

    protected async Task<string> TableAsync(IpFamily family) => string.Concat(await TableText.ReadAsync(Namespace, family));
}
