using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Sync;

/// <param name="Revision">Counts up; shared by both families.</param>
/// <param name="Counts">Of the store when the graph was built.</param>
/// <param name="TriggerTimes">When the changes of this family happened in the cluster that came in since the target before this one.</param>
public sealed record SyncTarget(long Revision, FamilyGraph Graph, ChangeCounts Counts, EquatableArray<DateTimeOffset> TriggerTimes)
{
    /// <summary>Null: nothing of the cluster is on the way, as after a change of the configuration.</summary>
    public ChangePath? Path { get; init; }
}
