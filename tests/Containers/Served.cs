using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Containers;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>A service of a cluster, and who answers it.</summary>
public sealed class Served(ModeCluster cluster, ServiceManifest service, int number)
{
    public IPEndPoint ClusterIP(IpFamily family) => new(Plan.ClusterIP(number)[family], 80);

    public IPEndPoint NodePort(ContainerNode node, IpFamily family) => new(node.Addresses[family], service.Ports[0].NodePort);

    /// <summary>Changes its endpoints, and returns when both nodes lead to all of them and to nobody else.</summary>
    public async Task ByAsync(IEnumerable<Host> endpoints)
    {
        Host[] hosts = [.. endpoints];
        cluster.Cluster.Write([
            .. Enum.GetValues<IpFamily>().Select(family => new SliceManifest($"{service.Name}-{(int)family}", service.Name, family)
            {
                Ports = [new PortManifest("", Protocol.Tcp, ContainerCluster.PodPort)], Endpoints = [.. hosts.Select(host => new EndpointManifest(host))],
            }),
            service,
        ]);
        await cluster.SettleAsync();
    }

    /// <summary>Who answers so many connections, each once. A failure is named as it is.</summary>
    public static async Task<IReadOnlyList<string>> AnswersAsync(Host from, IPEndPoint to, int connections = 64)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < connections; i++)
            seen.Add(await from.ConnectAsync(to, Protocol.Tcp, Probe.ForAnswer) is var outcome && outcome is Outcome.Answered answer ? answer.By : outcome.ToString());
        return [.. seen];
    }
}
