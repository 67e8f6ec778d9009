using Proxier.Core.Graph;

namespace Proxier.Testing;

/// <summary>Short ways to a part of a graph, for assertions.</summary>
public static class GraphQueries
{
    /// <summary>The only frontend of this kind in the graph.</summary>
    public static Frontend The(this FamilyGraph graph, FrontendKind kind) =>
        graph.Ports.SelectMany(port => port.Frontends).Single(frontend => frontend.Kind == kind);

    /// <summary>As in <c>10.244.1.5, 10.244.2.5</c>.</summary>
    public static string Addresses(this EndpointPool pool) => string.Join(", ", pool.Endpoints.Select(endpoint => endpoint.Address));

    /// <summary>As in <c>10.244.1.5:8080 x3, 10.244.2.5:8080</c>; the weight only where it is not 1.</summary>
    public static string Text(this EndpointPool pool) => pool.Endpoints.Text();

    public static string Text(this IEnumerable<Endpoint> endpoints) =>
        string.Join(", ", endpoints.Select(endpoint => $"{endpoint.Address}:{endpoint.Port}{(endpoint.Weight == 1 ? "" : $" x{endpoint.Weight}")}"));
}
