using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Integration.Backends;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>
/// Behaviour of a service proxy as packets show it. Each class of cases is run for every backend by a class of a few words that derives
/// from it. A case writes manifests and says what clients see; where a backend truly differs, the case says so and why.
/// </summary>
public abstract class PacketCases(IProxiedTestbed proxied) : IAsyncLifetime
{
    private Manifest[] _always = [];

    protected NetworkTestbed Bed => proxied.Bed;

    protected IBackendUnderTest Backend => proxied.Backend;

    protected Host Node => Known(Bed.Node);

    protected Host Pod1 => Known(Bed.Pods[0]);

    protected Host Pod2 => Known(Bed.Pods[1]);

    /// <summary>Never an endpoint: the pod that is a client.</summary>
    protected Host ClientPod => Known(Bed.Pods[2]);

    protected Host OtherPod1 => Known(Bed.OtherPods[0]);

    /// <summary>Never an endpoint: a client pod on the other node.</summary>
    protected Host OtherClientPod => Known(Bed.OtherPods[1]);

    protected Host Client => Known(Bed.Client);

    protected Host SecondClient => Known(Bed.SecondClient);

    /// <summary>One client of each sort: outside, the node itself, a pod of this node, a pod of another node.</summary>
    protected Host[] EverySortOfClient => [Client, Node, ClientPod, OtherClientPod];

    protected virtual GraphArguments Arguments => DefaultArguments;

    protected static GraphArguments DefaultArguments { get; } = new() { NodeName = Plan.NodeName, ClusterCidr = Plan.ClusterCidrs };

    public async Task InitializeAsync()
    {
        await StartAsync(Arguments);
        await Bed.NodeNamespace.RunAsync("conntrack", "-F");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    protected async Task StartAsync(GraphArguments arguments)
    {
        _always = [NodeManifest.OfTestbed, new ServiceCidrManifest("kubernetes", Plan.ServiceCidrs.Split(','))];
        await Backend.StartAsync(Bed, arguments);
    }

    /// <summary>Makes the cluster consist of the Node, the ServiceCIDR and these, and waits until the node follows.</summary>
    protected Task ProgramAsync(params Manifest[] manifests) => Backend.ProgramAsync([.. _always, .. manifests]);

    /// <summary>A Service with one unnamed port, 80, on the first cluster IP.</summary>
    protected static ServiceManifest Web(IpFamily family, Protocol protocol) => new("web")
    {
        ClusterIPs = [Plan.ClusterIP(1)[family]],
        Ports = [new PortManifest("", protocol, 80)],
    };

    /// <summary>The same, with node port 30080.</summary>
    protected static ServiceManifest WebOnNodePort(IpFamily family, Protocol protocol) => Web(family, protocol) with
    {
        Type = ServiceType.NodePort,
        Ports = [new PortManifest("", protocol, 80, NodePort: 30080)],
    };

    /// <summary>The same, with the first load balancer address.</summary>
    protected static ServiceManifest Balanced(IpFamily family, Protocol protocol) => Web(family, protocol) with
    {
        Type = ServiceType.LoadBalancer,
        LoadBalancerIPs = [Plan.LoadBalancer(1)[family]],
    };

    /// <summary>A slice for the Service's unnamed port, on which these listen at 8080.</summary>
    protected static SliceManifest Slice(ServiceManifest service, IpFamily family, params EndpointManifest[] endpoints) =>
        new($"{service.Name}-1", service.Name, family) { Ports = [service.Ports[0] with { Port = 8080 }], Endpoints = endpoints };

    protected static Target ClusterIP(IpFamily family, Protocol protocol, int number = 1, int port = 80) => new(Plan.ClusterIP(number)[family], port, protocol);

    protected static Target NodePort(IpFamily family, Protocol protocol, int port = 30080) => new(Plan.Node[family], port, protocol);

    protected static Target Vip(IpFamily family, Protocol protocol, int number = 1, int port = 80) => new(Plan.LoadBalancer(number)[family], port, protocol);

    private Host Known(Host host) => Backend.HidesClients ? host with { IsHidden = true } : host;

    /// <summary>All at once: waiting for silence costs its time only once.</summary>
    protected static Task ForAllAsync(IEnumerable<Host> clients, Func<Host, Task> expectation) => Task.WhenAll(clients.Select(expectation));
}
