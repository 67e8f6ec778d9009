using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>
/// Follows the hints that <c>trafficDistribution</c> puts into slices
/// (https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution). A hint only counts when every
/// endpoint has one of its kind and one of them means us: half-written hints would overload whoever has them already.
/// </summary>
internal static class TopologyFilter
{
    /// <param name="ready">All ready endpoints of a service port.</param>
    public static List<PortEndpoint> Apply(List<PortEndpoint> ready, NodeFacts node) =>
        Hinted(ready, static endpoint => endpoint.NodeHints, node.NodeName)
        ?? Hinted(ready, static endpoint => endpoint.ZoneHints, node.Zone)
        ?? ready;

    private static List<PortEndpoint>? Hinted(List<PortEndpoint> ready, Func<SliceEndpoint, EquatableArray<string>> hintsOf, string? wanted)
    {
        if (wanted is null || ready.Exists(endpoint => hintsOf(endpoint.Source).IsEmpty))
            return null;

        List<PortEndpoint> ours = ready.FindAll(endpoint => hintsOf(endpoint.Source).AsSpan().Contains(wanted));
        return ours.Count == 0 ? null : ours;
    }
}
