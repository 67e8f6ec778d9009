using Proxier.Backends.Userspace.Proxying;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>What a graph amounts to: lanes that listen, and portals that lead to them. SCTP has none.</summary>
internal sealed record PortalPlan(EquatableArray<LaneSpec> Lanes, IReadOnlyList<Portal> Portals)
{
    public static PortalPlan Nothing { get; } = new([], []);

    /// <exception cref="NoPortLeftException">There are more lanes than ports.</exception>
    public static PortalPlan Of(FamilyGraph graph, PortBook book, PortRange range)
    {
        var ports = new PortPlan(book, range);
        List<LaneSpec> lanes = [];
        List<Portal> portals = [];
        foreach (ServicePort service in graph.Ports)
        {
            if (service.Name.Protocol == Protocol.Sctp)
                continue;
            LaneSpec[] own = [.. LanesOf(service, ports)];
            lanes.AddRange(own);
            portals.AddRange(service.Frontends.Select(frontend => new Portal(
                service.Name, frontend, PortOf(own, frontend.Pool, frontend.HasLocalPool), PortOf(own, frontend.ShortCircuitPool, isLocal: false))));
        }

        return new PortalPlan(lanes.ToEquatableArray(), portals);
    }

    private static IEnumerable<LaneSpec> LanesOf(ServicePort service, PortPlan ports)
    {
        var pools = new SortedDictionary<bool, EndpointPool>();
        foreach (Frontend frontend in service.Frontends)
        {
            if (!frontend.Pool.IsEmpty)
                pools.TryAdd(frontend.HasLocalPool, frontend.Pool);
            if (frontend.ShortCircuitPool is { IsEmpty: false } shortCircuit)
                pools.TryAdd(false, shortCircuit);
        }

        foreach ((bool isLocal, EndpointPool pool) in pools)
        {
            var name = new LaneName(service.Name, isLocal);
            Frontend any = service.Frontends[0];
            yield return new LaneSpec(name, ports.PortOf(name), pool)
            {
                Serving = service.FlowEndpoints,
                Scheduler = any.Scheduler,
                AffinityTimeout = any.AffinityTimeout,
                HasProxyHeader = any.HasProxyHeader,
            };
        }
    }

    private static ushort? PortOf(IEnumerable<LaneSpec> lanes, EndpointPool? pool, bool isLocal) =>
        pool is null or { IsEmpty: true } ? null : lanes.First(lane => lane.Name.IsLocal == isLocal).Port;
}
