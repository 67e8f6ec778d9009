using System.Collections.Immutable;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>What the sets and maps of one family hold: for each container, each key and how it is added.</summary>
internal sealed record NftElements(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Containers)
{
    public static NftElements None { get; } = new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty);

    public static NftElements Of(FamilyGraph graph, PortalPlan plan)
    {
        var containers = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach ((string container, string key, string text) in All(graph, plan))
        {
            if (!containers.TryGetValue(container, out SortedDictionary<string, string>? elements))
                containers[container] = elements = new SortedDictionary<string, string>(StringComparer.Ordinal);
            elements[key] = text;
        }

        return new NftElements(containers.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.ToImmutableSortedDictionary(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    /// <summary>What of this is not in <paramref name="other"/>, or says something else there.</summary>
    public IReadOnlyList<NftGroup> Except(NftElements other, bool asKeys) =>
    [
        .. Containers.Select(container => new NftGroup(container.Key, [.. container.Value.Where(element => !other.Holds(container.Key, element)).Select(element => asKeys ? element.Key : element.Value)]))
            .Where(group => group.Elements.Count > 0),
    ];

    private bool Holds(string container, KeyValuePair<string, string> element) =>
        Containers.TryGetValue(container, out ImmutableSortedDictionary<string, string>? elements) && elements.TryGetValue(element.Key, out string? text) && text == element.Value;

    private static IEnumerable<(string Container, string Key, string Text)> All(FamilyGraph graph, PortalPlan plan)
    {
        foreach (string range in graph.Node.ServiceRanges.Select(range => range.ToString()))
            yield return ("service-ranges", range, range);
        if (graph.Node.NodePortAddresses is NodePortAddresses.InRanges some)
        {
            foreach (string range in some.Ranges.Select(range => range.ToString()))
                yield return ("nodeport-ips", range, range);
        }

        foreach (string address in graph.Ports.SelectMany(port => port.Frontends).Where(frontend => frontend.Kind == FrontendKind.ClusterIP).Select(frontend => $"{frontend.Address}"))
            yield return ("cluster-ips", address, address);
        foreach (Proxying.LaneSpec lane in plan.Lanes)
        {
            string key = $"{Word(lane.Name.Service.Protocol)} . {lane.Port}";
            yield return ("proxies", key, $"{key} {Comment(lane.Name.ToString())}");
        }

        foreach (var element in plan.Portals.SelectMany(Of))
            yield return element;
    }

    private static IEnumerable<(string Container, string Key, string Text)> Of(Portal portal)
    {
        Frontend frontend = portal.Frontend;
        bool isNodePort = frontend.Address is null;
        string key = isNodePort ? $"{Word(frontend.Protocol)} . {frontend.Port}" : $"{frontend.Address} . {Word(frontend.Protocol)} . {frontend.Port}";
        string named = $"{key} {Comment(portal.Service.ToString())}";
        if (portal.Port is { } port)
            yield return (isNodePort ? "node-portals" : "portals", key, $"{named} : {port}");
        if (portal.OwnPort is { } own)
            yield return (isNodePort ? "own-node-portals" : "own-portals", key, $"{named} : {own}");
        if (frontend.Pool.IsEmpty)
            yield return (isNodePort ? "no-endpoint-nodeports" : "no-endpoints", key, $"{named} : {(frontend.OnEmpty == EmptyAction.Drop ? "drop" : "goto refuse")}");
        if (frontend.AllowedSources is not { } sources)
            yield break;
        yield return ("firewalled", key, named);
        foreach (string range in sources.Select(source => $"{key} . {source}"))
            yield return ("allowed-sources", range, range);
    }

    private static string Comment(string text) => $"comment \"{RuleComment.From(text)}\"";

    /// <summary>As nft names it.</summary>
    public static string Word(Protocol protocol) => protocol == Protocol.Tcp ? "tcp" : "udp";
}
