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
        var found = new HashSet<Endpoint>();
        foreach (Frontend frontend in frontends)
        {
            AddLocal(found, frontend.Pool);
            if (frontend.ShortCircuitPool is not null)
                AddLocal(found, frontend.ShortCircuitPool);
        }

        return found.Count == 0 ? [] : found.OrderBy(Text, StringComparer.Ordinal).ToEquatableArray();
    }

    private static void AddLocal(HashSet<Endpoint> found, EndpointPool pool)
    {
        foreach (Endpoint endpoint in pool.Endpoints)
        {
            if (endpoint.IsLocal)
                found.Add(endpoint with { Weight = 1 });
        }
    }

    private static string Text(Endpoint endpoint) =>
        endpoint.Address.Family() == IpFamily.IPv4 ? $"{endpoint.Address}:{endpoint.Port}" : $"[{endpoint.Address}]:{endpoint.Port}";
}
