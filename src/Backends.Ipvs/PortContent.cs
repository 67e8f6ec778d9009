using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

/// <summary>What one service port amounts to on this host.</summary>
internal sealed record PortContent(IReadOnlyList<VirtualServer> Servers, IReadOnlyList<SetEntry> Entries)
{
    /// <summary>The longest that ipvsadm takes: 31 days.</summary>
    private const int LongestPersistence = 86400 * 31;

    public static PortContent Of(ServicePort port, NodeRules node, HostAddresses host, Balancing @default)
    {
        List<VirtualServer> servers = [];
        List<SetEntry> entries = [];
        foreach (Frontend frontend in port.Frontends)
        {
            ServerKey[] keys = [.. Keys(frontend, node, host)];
            servers.AddRange(keys.Select(key => Server(key, frontend, @default)));
            entries.AddRange(FrontendEntries.Of(frontend, keys, host));
        }

        entries.AddRange(port.LocalEndpoints.Select(endpoint => LoopBack(endpoint, port.Name.Protocol)));
        if (port.HealthCheck is { } check)
            entries.Add(new SetEntry(IpSet.HealthCheckNodePort, $"{check.NodePort}"));
        return new PortContent(servers, entries);
    }

    private static IEnumerable<ServerKey> Keys(Frontend frontend, NodeRules node, HostAddresses host)
    {
        IEnumerable<IPAddress> addresses = frontend.Address is { } address ? [address] : host.WithNodePorts(node.NodePortAddresses);
        return addresses.Select(each => new ServerKey(each, frontend.Protocol, frontend.Port));
    }

    private static VirtualServer Server(ServerKey key, Frontend frontend, Balancing @default)
    {
        EndpointPool pool = PoolOf(frontend);
        int? seconds = frontend.AffinityTimeout is { } timeout ? (int)Math.Clamp(Math.Ceiling(timeout.TotalSeconds), 1, LongestPersistence) : null;
        return new VirtualServer(key, Balancing.Of(frontend.Scheduler, pool, @default), seconds, RealServersOf(pool));
    }

    /// <summary>
    /// A virtual server has one list for everybody. It is that of strangers, unless policy Local leaves none: then it is that of pods of this
    /// node and of the node itself, and strangers are dropped before they get here.
    /// </summary>
    private static EndpointPool PoolOf(Frontend frontend) => frontend.Pool.IsEmpty && frontend.ShortCircuitPool is { } others ? others : frontend.Pool;

    private static EquatableArray<RealServer> RealServersOf(EndpointPool pool) =>
        pool.Endpoints.Select(endpoint => new RealServer(endpoint.Address, endpoint.Port, endpoint.Weight)).ToEquatableArray();

    private static SetEntry LoopBack(Endpoint endpoint, Protocol protocol) =>
        new(IpSet.LoopBack, $"{endpoint.Address},{RuleWords.Of(protocol)}:{endpoint.Port},{endpoint.Address}");
}
