using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>A graph, what to tell the operator about its input, and what the next graph can be built from.</summary>
public sealed class BuiltGraph
{
    private readonly FamilyBuild _ipv4;
    private readonly FamilyBuild _ipv6;

    private BuiltGraph(ClusterState state, ServiceGraph graph, EquatableArray<GraphWarning> warnings, FamilyBuild ipv4, FamilyBuild ipv6)
    {
        State = state;
        Graph = graph;
        Warnings = warnings;
        _ipv4 = ipv4;
        _ipv6 = ipv6;
    }

    /// <summary>What the graph was built from.</summary>
    public ClusterState State { get; }

    /// <summary>The previous one itself when nothing in it is new.</summary>
    public ServiceGraph Graph { get; }

    /// <summary>All that hold now, not only new ones; ordered, each once.</summary>
    public EquatableArray<GraphWarning> Warnings { get; }

    internal FamilyBuild this[IpFamily family] => family == IpFamily.IPv4 ? _ipv4 : _ipv6;

    internal static BuiltGraph Nothing { get; } = CreateEmpty();

    internal BuiltGraph Next(ClusterState state, FamilyBuild ipv4, FamilyBuild ipv6)
    {
        bool isSame = ReferenceEquals(Graph.IPv4, ipv4.Graph) && ReferenceEquals(Graph.IPv6, ipv6.Graph);
        bool hasSameWarnings = ipv4.HasWarningsOf(_ipv4) && ipv6.HasWarningsOf(_ipv6);
        return new BuiltGraph(
            state, isSame ? Graph : new ServiceGraph(ipv4.Graph, ipv6.Graph), hasSameWarnings ? Warnings : Ordered(ipv4.Warnings.Concat(ipv6.Warnings)), ipv4, ipv6);
    }

    private static EquatableArray<GraphWarning> Ordered(IEnumerable<GraphWarning> warnings) => warnings.Distinct()
        .OrderBy(warning => warning.Object, StringComparer.Ordinal)
        .ThenBy(warning => warning.Field, StringComparer.Ordinal)
        .ThenBy(warning => warning.Message, StringComparer.Ordinal)
        .ToEquatableArray();

    private static BuiltGraph CreateEmpty()
    {
        FamilyBuild ipv4 = FamilyBuild.Empty(IpFamily.IPv4), ipv6 = FamilyBuild.Empty(IpFamily.IPv6);
        return new BuiltGraph(ClusterState.Empty, new ServiceGraph(ipv4.Graph, ipv6.Graph), [], ipv4, ipv6);
    }
}
