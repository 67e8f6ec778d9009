using System.Globalization;
using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Listing;

/// <summary>The service ports of a node as rows, by namespace, name, port and family.</summary>
/// <param name="explainer">Null: no kernel objects are named.</param>
public sealed class ServiceRows(BuiltGraph built, string nodeName, IBackendExplainer? explainer)
{
    private readonly Dictionary<ObjectName, ServiceObjects> _objects = built.State.Services.ToDictionary(objects => objects.Name);

    /// <param name="isWanted">Chooses Services.</param>
    public IReadOnlyList<ServiceRow> Services(Func<ObjectName, bool> isWanted) => [.. Ports(isWanted).SelectMany(found => Rows(found.Graph, found.Port))];

    public IReadOnlyList<EndpointRow> Endpoints(Func<ObjectName, bool> isWanted) =>
        [.. Ports(isWanted).SelectMany(found => EndpointRows.Of(_objects.GetValueOrDefault(found.Port.Name.Service), found.Graph.Family, found.Port, nodeName))];

    private IEnumerable<(FamilyGraph Graph, ServicePort Port)> Ports(Func<ObjectName, bool> isWanted) => new[] { built.Graph.IPv4, built.Graph.IPv6 }
        .SelectMany(graph => graph.Ports.Where(port => isWanted(port.Name.Service)), (graph, port) => (graph, port))
        .OrderBy(found => found.port.Name);

    private IEnumerable<ServiceRow> Rows(FamilyGraph graph, ServicePort port)
    {
        IReadOnlyList<EndpointRow> endpoints = EndpointRows.Of(_objects.GetValueOrDefault(port.Name.Service), graph.Family, port, nodeName);
        return port.Frontends.Select(frontend => new ServiceRow(
            port.Name.Service.Namespace, port.Name.Service.Name, port.Name.Port, port.Name.Protocol, graph.Family, frontend.Kind, AddressOf(frontend),
            frontend.Pool.Endpoints.Count, endpoints.Count(row => row.State == EndpointState.Ready), endpoints.Count(row => row.State == EndpointState.Terminating),
            endpoints.Count(row => row.IsLocal && row.State != EndpointState.NotReady), frontend.HasLocalPool ? TrafficPolicy.Local : TrafficPolicy.Cluster,
            (long?)frontend.AffinityTimeout?.TotalSeconds, frontend.AllowedSources?.Select(range => range.ToString()).ToList(), frontend.Scheduler, frontend.Masquerade,
            ObjectsOf(graph, port, frontend)));
    }

    private static string AddressOf(Frontend frontend) => frontend.Address is { } address
        ? SocketText.Of(address, frontend.Port)
        : string.Create(CultureInfo.InvariantCulture, $"*:{frontend.Port}");

    /// <summary>Those that a client from outside meets. Only the service port's own: a graph of it alone costs nothing.</summary>
    private string[] ObjectsOf(FamilyGraph graph, ServicePort port, Frontend frontend)
    {
        if (explainer is null)
            return [];
        IPAddress anybody = graph.Family == IpFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any;
        IPAddress to = frontend.Address ?? (graph.Node.NodeAddresses.IsEmpty ? anybody : graph.Node.NodeAddresses[0]);
        var packet = new Packet(frontend.Protocol, anybody, to, frontend.Port);
        Cause cause = !frontend.Pool.IsEmpty ? Cause.HasEndpoints : frontend.OnEmpty == EmptyAction.Drop ? Cause.NoLocalEndpoints : Cause.NoEndpoints;
        var verdict = new PacketVerdict(packet, default, cause == Cause.HasEndpoints ? Fate.Forwarded : cause == Cause.NoEndpoints ? Fate.Refused : Fate.Dropped, cause)
        {
            Owner = port,
            Frontend = frontend,
            Candidates = frontend.Pool.Endpoints.Select(endpoint => new Candidate(endpoint, 1, SourceRewrite.KeptForPod)).ToEquatableArray(),
        };
        return [.. explainer.ObjectsOf(graph with { Ports = [port] }, verdict).Select(item => item.Place).Distinct()];
    }
}
