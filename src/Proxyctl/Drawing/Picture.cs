using System.Globalization;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Drawing;

/// <summary>What is drawn: ways in on the left, service ports in the middle, endpoints on the right. The same for every format.</summary>
/// <param name="Edges">From frontend to service port to endpoint.</param>
internal sealed record Picture(IReadOnlyList<PictureNode> Frontends, IReadOnlyList<PictureNode> Services, IReadOnlyList<PictureNode> Endpoints, IReadOnlyList<PictureEdge> Edges)
{
    /// <param name="isWanted">Chooses Services.</param>
    public static Picture Of(ServiceGraph graph, IReadOnlyList<IpFamily> families, Func<ObjectName, bool> isWanted)
    {
        var artist = new Artist();
        foreach ((IpFamily family, ServicePort port) in families
            .SelectMany(family => graph[family].Ports.Where(port => isWanted(port.Name.Service)), (family, port) => (family, port))
            .OrderBy(found => found.port.Name).ThenBy(found => found.family))
        {
            artist.Draw(family, port);
        }

        return new Picture(artist.Frontends, artist.Services, artist.Endpoints, artist.Edges);
    }

    private sealed class Artist
    {
        private readonly Dictionary<string, PictureNode> _endpoints = [];
        private readonly List<PictureNode> _frontends = [];
        private readonly List<PictureNode> _services = [];

        public List<PictureEdge> Edges { get; } = [];

        public IReadOnlyList<PictureNode> Frontends => _frontends;

        public IReadOnlyList<PictureNode> Services => _services;

        public IReadOnlyList<PictureNode> Endpoints => [.. _endpoints.Values];

        public void Draw(IpFamily family, ServicePort port)
        {
            var service = new PictureNode($"s{_services.Count}", port.Name.ToString(), $"{port.Name.Protocol.ToString().ToLowerInvariant()}, {family}", PictureKind.Service);
            _services.Add(service);
            foreach (Frontend frontend in port.Frontends)
                DrawFrontend(frontend, service);
            EndpointPool[] pools = [.. port.Frontends.SelectMany(frontend => new[] { frontend.Pool, frontend.ShortCircuitPool }).OfType<EndpointPool>()];
            foreach (IGrouping<string, Endpoint> same in pools.SelectMany(pool => pool.Endpoints).GroupBy(endpoint => SocketText.Of(endpoint.Address, endpoint.Port)))
                Edges.Add(new PictureEdge(service.Id, EndpointNode(same.Key, same.First()).Id, same.First().Weight == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"weight {same.First().Weight}"), IsBroken: false));
        }

        private void DrawFrontend(Frontend frontend, PictureNode service)
        {
            string address = frontend.Address is { } own ? SocketText.Of(own, frontend.Port) : string.Create(CultureInfo.InvariantCulture, $"*:{frontend.Port}");
            var node = new PictureNode($"f{_frontends.Count}", address, Words(frontend), PictureKind.Frontend);
            _frontends.Add(node);
            string label = frontend.Pool.IsEmpty ? frontend.OnEmpty == EmptyAction.Drop ? "dropped here" : "refused" : "";
            Edges.Add(new PictureEdge(node.Id, service.Id, label, IsBroken: frontend.Pool.IsEmpty));
        }

        private PictureNode EndpointNode(string text, Endpoint endpoint)
        {
            if (!_endpoints.TryGetValue(text, out PictureNode? node))
                _endpoints[text] = node = new PictureNode($"e{_endpoints.Count}", text, endpoint.IsLocal ? "this node" : "another node", endpoint.IsLocal ? PictureKind.LocalEndpoint : PictureKind.Endpoint);
            return node;
        }

        private static string Words(Frontend frontend) => string.Join(", ", new[]
        {
            frontend.Kind.ToString(), frontend.HasLocalPool ? "policy Local" : null, frontend.AffinityTimeout is null ? null : "sticky", frontend.AllowedSources is null ? null : "fenced",
        }.OfType<string>());
    }
}

/// <param name="Id">Letters and digits.</param>
/// <param name="Note">A second, smaller line.</param>
internal sealed record PictureNode(string Id, string Label, string Note, PictureKind Kind);

/// <param name="Label">Empty for none.</param>
/// <param name="IsBroken">Leads nowhere.</param>
internal sealed record PictureEdge(string From, string To, string Label, bool IsBroken);

internal enum PictureKind
{
    Frontend,
    Service,
    Endpoint,
    LocalEndpoint,
}
