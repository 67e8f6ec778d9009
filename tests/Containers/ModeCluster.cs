using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Containers;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>A cluster of two nodes, both with the shipped image at work in one mode, for the cases of one class.</summary>
public abstract class ModeCluster(Docker docker, string mode, string? iptablesVariant = null) : IAsyncLifetime
{
    private int _services;
    private int _revision;

    public string Mode => mode;

    public Docker Docker => docker;

    public ContainerCluster Cluster { get; private set; } = null!; // made before the first test

    public IReadOnlyList<ContainerNode> Nodes => Cluster.Nodes;

    public async Task InitializeAsync()
    {
        Cluster = await ContainerCluster.CreateAsync(Docker.Image);
        await Task.WhenAll(Nodes.Select(StartAsync));
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>With kubelet's hint, where it matters, as on a node that has booted.</summary>
    public async Task StartAsync(ContainerNode node)
    {
        if (iptablesVariant is not null)
            await node.Machine.ExecAsync([$"iptables-{iptablesVariant}", "-t", "mangle", "-N", "KUBE-IPTABLES-HINT"]); // fails when it is there
        await node.StartDaemonAsync(mode);
    }

    /// <summary>Makes a service with a node port, and returns when it is answered on both nodes.</summary>
    public async Task<Served> ServeAsync(IEnumerable<Host> endpoints, Func<ServiceManifest, ServiceManifest>? change = null)
    {
        int number = Interlocked.Increment(ref _services);
        var service = new ServiceManifest($"web-{number}")
        {
            Type = ServiceType.NodePort,
            ClusterIPs = [Plan.ClusterIP(number).IPv4, Plan.ClusterIP(number).IPv6],
            Ports = [new PortManifest("", Protocol.Tcp, 80, 30_000 + number)],
        };
        var served = new Served(this, change?.Invoke(service) ?? service, number);
        await served.ByAsync(endpoints);
        return served;
    }

    /// <summary>Returns when both nodes are where the folder is: files are read in the order in which they change, and the port of a last service is a revision.</summary>
    public async Task SettleAsync()
    {
        AddressPair address = Plan.ClusterIP(254);
        var port = new PortManifest("", Protocol.Tcp, 1000 + Interlocked.Increment(ref _revision));
        Cluster.Write([
            .. Enum.GetValues<IpFamily>().Select(family => new SliceManifest($"revision-{(int)family}", "revision", family)
            {
                Ports = [port with { Port = ContainerCluster.PodPort }], Endpoints = [Nodes[1].Pods[1]],
            }),
            new ServiceManifest("revision") { ClusterIPs = [address.IPv4, address.IPv6], Ports = [port] },
        ]);
        foreach (ContainerNode node in Nodes)
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
            {
                var to = new IPEndPoint(address[family], port.Port);
                await Eventually.TrueAsync(
                    async () => await node.Pods[0].ConnectAsync(to, Protocol.Tcp, Patience.Limit / 300) is Outcome.Answered, Patience.Limit, $"{node.Name} does not follow");
            }
    }

    /// <summary>All rules of a node, whatever tool wrote them, without what changes by itself.</summary>
    public static async Task<string> RulesAsync(ContainerNode node)
    {
        ExecResult rules = await node.Machine.ExecAsync(["sh", "-ec", "nft --stateless list ruleset; iptables-legacy-save; ip6tables-legacy-save"]);
        return rules.ExitCode == 0 ? SavedText.WithoutCounters(rules.Stdout) : throw new InvalidOperationException(rules.Stderr);
    }
}
