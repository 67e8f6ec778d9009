using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>
/// The userspace mode beside the kernel's translation (nft), beside HAProxy, and beside a proxy of plain .NET sockets: one client pod, one service with two
/// endpoints, the same load through each, one after the other and several rounds. The other proxies are reached by a redirect too.
/// </summary>
internal static class UserspaceRun
{
    private const int EchoPort = 9100;
    private const int DirectPort = 9200;
    private const int Rounds = 5;

    public static async Task RunAsync(Programs programs, int connections)
    {
        await Haproxy.InstallAsync();
        int held = Descriptors.ConnectionsOf(connections);
        await using ProxiedNode node = await ProxiedNode.CreateAsync(programs);
        using var echo = await EchoServers.StartAsync([node.Bed.Pods[0], node.Bed.Pods[1]], EchoPort);
        node.Write(Service, Slice(node));
        List<ProxyFigures> all = [];
        for (int round = 1; round <= Rounds; round++)
        {
            foreach (string way in new[] { "nftables", "userspace", "haproxy", "dotnet-sockets" })
            {
                all.Add(await MeasureAsync(node, way, round == 1 ? held : 0));
                Figures.Print($"round {round}, {all[^1]}");
            }
        }

        foreach (IGrouping<string, ProxyFigures> way in all.GroupBy(figures => figures.Way))
            Figures.Print($"best of {Rounds}: {ProxyFigures.Best([.. way])}");
    }

    /// <summary>So many connections at the same time through the userspace mode alone: for a kernel that gives a process more descriptors than this one.</summary>
    public static async Task HoldAsync(Programs programs, int connections)
    {
        int held = Descriptors.ConnectionsOf(connections);
        await using ProxiedNode node = await ProxiedNode.CreateAsync(programs);
        using var echo = await EchoServers.StartAsync([node.Bed.Pods[0], node.Bed.Pods[1]], EchoPort);
        node.Write(Service, Slice(node));
        node.Mode = "userspace";
        node.Start();
        await node.SettleAsync();
        double each = await ProxyLoad.HoldAsync(node.Bed.Pods[2].Namespace, To, new ProcessUse(node.Daemon.ProcessId), held);
        Figures.Print($"userspace: {held} connections held with {each:0.0} KiB each");
    }

    private static async Task<ProxyFigures> MeasureAsync(ProxiedNode node, string way, int connections)
    {
        bool isMode = way is "nftables" or "userspace";
        NamespaceProgram? other = null;
        if (isMode)
        {
            node.Mode = way;
            node.Start();
            await node.SettleAsync();
        }
        else
        {
            await node.Bed.NodeNamespace.RunAsync(
                "nft", $"add table ip other; add chain ip other in {{ type nat hook prerouting priority -100; }}; add rule ip other in ip daddr {To.Address} tcp dport {To.Port} dnat to {Plan.Node.IPv4}:{DirectPort}");
            other = way == "haproxy" ? Haproxy.Start(node.Bed.NodeNamespace, DirectPort, Endpoints(node)) : SocketProxy.Start(node.Bed.NodeNamespace, DirectPort, Endpoints(node)[0]);
        }

        try
        {
            // nft moves data in the kernel: what its daemon uses meanwhile is nothing.
            var cost = new ProcessUse(other?.ProcessId ?? node.Daemon.ProcessId);
            return await ProxyLoad.MeasureAsync(way, node.Bed.Pods[2].Namespace, To, cost, connections);
        }
        finally
        {
            if (other is not null)
            {
                await other.DisposeAsync();
                await node.Bed.NodeNamespace.RunAsync("nft", "delete", "table", "ip", "other");
            }
            else
            {
                await node.StopAsync();
                await node.RunAsync("--cleanup");
            }
        }
    }

    private static IPEndPoint To { get; } = new(Plan.ClusterIP(1).IPv4, 80);

    private static IPEndPoint[] Endpoints(ProxiedNode node) => [.. node.Bed.Pods.Take(2).Select(pod => new IPEndPoint(pod.Addresses.IPv4, EchoPort))];

    private static ServiceManifest Service { get; } = new("measured") { ClusterIPs = [Plan.ClusterIP(1).IPv4], Ports = [new PortManifest("", Protocol.Tcp, 80)] };

    private static SliceManifest Slice(ProxiedNode node) => new("measured", "measured", IpFamily.IPv4)
    {
        Ports = [new PortManifest("", Protocol.Tcp, EchoPort)],
        Endpoints = [node.Bed.Pods[0], node.Bed.Pods[1]],
    };
}
