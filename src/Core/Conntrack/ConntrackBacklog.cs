using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Conntrack;

/// <summary>What changed for UDP flows of one family since the last clean-up.</summary>
internal sealed class ConntrackBacklog
{
    private readonly Lock _lock = new();
    private readonly HashSet<FlowDestination> _gone = [];
    private readonly List<FamilyGraph> _newer = [];
    private FamilyGraph? _graph;

    /// <summary>Whether the change concerns any UDP flow; the first graph always does, as flows may be older than we are.</summary>
    public bool Add(FamilyGraph graph, IEnumerable<PortChange> changes)
    {
        lock (_lock)
        {
            bool concerns = _graph is null;
            _graph = graph;
            foreach (PortChange change in changes)
            {
                if ((change.Old ?? change.New)?.Name.Protocol != Protocol.Udp)
                    continue;
                concerns = true;
                _gone.UnionWith(change.Old?.Frontends.Select(FlowDestination.Of) ?? []);
            }

            if (concerns)
                _newer.Add(graph);
            return concerns;
        }
    }

    /// <exception cref="InvalidOperationException">There is no graph yet.</exception>
    public (FamilyGraph Graph, IReadOnlyList<FlowDestination> Gone) Take()
    {
        lock (_lock)
        {
            FlowDestination[] gone = [.. _gone];
            _gone.Clear();
            _newer.Clear();
            return (_graph ?? throw new InvalidOperationException("There is no graph yet."), gone);
        }
    }

    /// <summary>The graphs that came into force since the last call, or since <see cref="Take"/>.</summary>
    public IReadOnlyList<FamilyGraph> TakeNewer()
    {
        lock (_lock)
        {
            FamilyGraph[] newer = [.. _newer];
            _newer.Clear();
            return newer;
        }
    }

    /// <summary>The clean-up failed; these are for the next one.</summary>
    public void Return(IEnumerable<FlowDestination> gone)
    {
        lock (_lock)
            _gone.UnionWith(gone);
    }
}
