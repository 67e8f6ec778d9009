using System.Collections.Immutable;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>The graph of one family, with what the next one can be built from.</summary>
/// <param name="Facts">Null before the first build.</param>
/// <param name="Services">Ordered by name; only those that have something in this family.</param>
internal sealed record FamilyBuild(FamilyGraph Graph, NodeFacts? Facts, PagedArray<BuiltService> Services, FrontendClaims Claims)
{
    /// <summary>Only of the Services that have some.</summary>
    public ImmutableSortedDictionary<ObjectName, EquatableArray<GraphWarning>> ServiceWarnings { get; init; } =
        ImmutableSortedDictionary<ObjectName, EquatableArray<GraphWarning>>.Empty;

    public EquatableArray<GraphWarning> NodeWarnings { get; init; }

    public IEnumerable<GraphWarning> Warnings => NodeWarnings.Concat(ServiceWarnings.Values.SelectMany(warnings => warnings));

    public static FamilyBuild Empty(IpFamily family) => new(new FamilyGraph(family, new NodeRules(), []), null, [], FrontendClaims.Empty);

    public bool HasWarningsOf(FamilyBuild other) => ReferenceEquals(ServiceWarnings, other.ServiceWarnings) && NodeWarnings == other.NodeWarnings;
}
