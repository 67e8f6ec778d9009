namespace Proxier.Core.Objects;

/// <summary>
/// Everything read from the cluster at one moment. A Service that did not change keeps its <see cref="ServiceObjects"/>
/// reference from one state to the next.
/// </summary>
/// <param name="Services">Ordered by name.</param>
/// <param name="Node">The Node we run on; null when it is not known.</param>
/// <param name="ServiceCidrs">Ordered by name.</param>
public sealed record ClusterState(PagedArray<ServiceObjects> Services, Node? Node, EquatableArray<ServiceCidr> ServiceCidrs)
{
    public static ClusterState Empty { get; } = new([], null, []);
}
