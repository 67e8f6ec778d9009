using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Applying;

/// <summary>How much one family of a graph holds.</summary>
/// <param name="Services">That have an address or node port of the family.</param>
/// <param name="Endpoints">Of each service port those that one of its frontends may reach, each once.</param>
internal sealed record GraphSize(int Services, int Frontends, int Endpoints)
{
    public static GraphSize Of(FamilyGraph graph)
    {
        int services = 0, frontends = 0, endpoints = 0;
        ObjectName? last = null;
        foreach (ServicePort port in graph.Ports)
        {
            services += port.Name.Service == last ? 0 : 1;
            last = port.Name.Service;
            frontends += port.Frontends.Count;
            endpoints += CountEndpoints(port);
        }

        return new GraphSize(services, frontends, endpoints);
    }

    private static int CountEndpoints(ServicePort port)
    {
        List<EndpointPool> pools = [];
        foreach (Frontend frontend in port.Frontends)
        {
            Collect(frontend.Pool, pools);
            if (frontend.ShortCircuitPool is { } shortCircuit)
                Collect(shortCircuit, pools);
        }

        return pools.Count == 1 ? pools[0].Endpoints.Count : pools.SelectMany(pool => pool.Endpoints).Distinct().Count();
    }

    /// <summary>Frontends share pools, most services have one.</summary>
    private static void Collect(EndpointPool pool, List<EndpointPool> pools)
    {
        if (!pools.Exists(known => known.Endpoints.IsSame(pool.Endpoints)))
            pools.Add(pool);
    }
}
