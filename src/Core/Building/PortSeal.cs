using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Fills in what follows from the frontends of a service port.</summary>
internal static class PortSeal
{
    public static ServicePort Sealed(this ServicePort port)
    {
        ServicePort complete = port with { LocalEndpoints = LocalEndpoints(port.Frontends) };
        return complete with { Digest = ContentDigest.Of(complete) };
    }

    private static EquatableArray<Endpoint> LocalEndpoints(EquatableArray<Frontend> frontends)
    {
        var found = new List<Endpoint>();
        foreach (EndpointPool pool in Pools(frontends))
            found.AddRange(pool.Endpoints.Where(endpoint => endpoint.IsLocal).Select(endpoint => endpoint with { Weight = 1 }));
        return found.Distinct().OrderBy(Text, StringComparer.Ordinal).ToEquatableArray();
    }

    private static HashSet<EndpointPool> Pools(EquatableArray<Frontend> frontends)
    {
        var pools = new HashSet<EndpointPool>(ReferenceEqualityComparer.Instance);
        foreach (Frontend frontend in frontends)
        {
            pools.Add(frontend.Pool);
            if (frontend.ShortCircuitPool is not null)
                pools.Add(frontend.ShortCircuitPool);
        }

        return pools;
    }

    private static string Text(Endpoint endpoint) =>
        endpoint.Address.Family() == IpFamily.IPv4 ? $"{endpoint.Address}:{endpoint.Port}" : $"[{endpoint.Address}]:{endpoint.Port}";
}
