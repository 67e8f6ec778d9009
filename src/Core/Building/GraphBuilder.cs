using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Reduces a cluster to what this node must forward.</summary>
public static class GraphBuilder
{
    /// <summary>
    /// Pure: the result depends on the state and the options, never on <paramref name="previous"/>, which only makes it cheaper and
    /// lets everything that stays equal keep its reference.
    /// </summary>
    /// <param name="previous">Null: built from nothing.</param>
    public static BuiltGraph Build(ClusterState state, GraphOptions options, BuiltGraph? previous = null)
    {
        BuiltGraph old = previous ?? BuiltGraph.Nothing;
        return old.Next(state, BuildFamily(IpFamily.IPv4, state, options, old), BuildFamily(IpFamily.IPv6, state, options, old));
    }

    private static FamilyBuild BuildFamily(IpFamily family, ClusterState state, GraphOptions options, BuiltGraph old)
    {
        var node = new NodeRulesBuilder(state, options, family);
        NodeRules rules = node.Build();
        NodeFacts facts = node.Facts(rules);
        FamilyBuild previous = old[family];
        List<ServiceChange> changes = ServiceChange.Between(old.State.Services, state.Services, all: facts != previous.Facts);
        return new FamilyBuilder(previous).Build(rules, facts, changes) with { NodeWarnings = node.Warnings };
    }
}
