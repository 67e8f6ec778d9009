using System.Net;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Containers;

/// <summary>
/// Two nodes and a client on one bridge, all of them containers, and a folder of manifests that both nodes follow:
/// <code>
/// client ──┬── node-a ── two pods
///          └── node-b ── two pods
/// </code>
/// Both families. Disposing removes everything.
/// </summary>
public sealed class ContainerCluster : IAsyncDisposable
{
    /// <summary>On which every pod answers.</summary>
    public const int PodPort = 8080;

    private readonly IContainer _client;

    private ContainerCluster(string image)
    {
        Nodes = [new ContainerNode(image, 1, Folder.FolderPath), new ContainerNode(image, 2, Folder.FolderPath)];
        _client = new ContainerBuilder().WithImage(image).WithEntrypoint("sleep", "infinity").Build();
    }

    public IReadOnlyList<ContainerNode> Nodes { get; }

    public ManifestFolder Folder { get; } = new();

    /// <summary>Outside the cluster.</summary>
    public Host Client { get; private set; } = null!; // set by CreateAsync, the only way to get one

    public IEnumerable<Host> Pods => Nodes.SelectMany(node => node.Pods);

    /// <summary>Makes it without daemons; what was made is removed again after a failure.</summary>
    public static async Task<ContainerCluster> CreateAsync(string image)
    {
        var cluster = new ContainerCluster(image);
        try
        {
            await Task.WhenAll([cluster.BootClientAsync(), .. cluster.Nodes.Select(node => node.BootAsync())]);
            await cluster.RouteAsync();
            cluster.Write(cluster.Nodes.Select(node => node.Manifest));
            cluster.Write(new ServiceCidrManifest("kubernetes", Plan.ServiceCidrs.Split(',')));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>To be done again when a node has booted.</summary>
    public Task RouteAsync() => Task.WhenAll(Nodes[0].RouteAsync(Nodes[1]), Nodes[1].RouteAsync(Nodes[0]));

    public void Write(params IEnumerable<Manifest> manifests)
    {
        foreach (Manifest manifest in manifests)
            Folder.Write(manifest.FileName, manifest.ToJson().ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Namespace.Dispose();
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()).Append(_client.DisposeAsync().AsTask()));
        Folder.Dispose();
    }

    private async Task BootClientAsync()
    {
        await _client.StartAsync();
        var addresses = new AddressPair(IPAddress.Parse(_client.IpAddress), IPAddress.Parse("2001:db8:9::7"));
        Client = new Host("client", NetworkNamespace.OfProcess(_client.ProcessId, "client"), addresses) { EndsByReset = true };
        await Client.Namespace.SetSysctlsAsync([("net/ipv6/conf/all/disable_ipv6", "0"), ("net/ipv6/conf/eth0/disable_ipv6", "0"), .. Topology.Sysctls(isRouter: false)]);
        await Client.Namespace.ConfigureAsync([$"addr add {addresses.IPv6}/64 dev eth0 nodad"]);
        await Eventually.TrueAsync(async () => !Topology.HasTentative(await Client.Namespace.ReadProcNetAsync("if_inet6")), Patience.Limit, "IPv6 addresses stay tentative");
    }
}
