using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>What makes one snapshot of the next, but for the local addresses, which no rule depends on: its cost follows the change.</summary>
/// <param name="Touched">Services that are new, different or gone, in order.</param>
/// <param name="Services">What there is now of those, in order; those that are missing here have gone.</param>
public sealed record SnapshotChange(EquatableArray<ObjectName> Touched, PagedArray<ServiceObjects> Services)
{
    public const string Kind = "SnapshotChange";

    public bool IsEmpty => Touched.IsEmpty;

    /// <summary>Null: more than Services differs, so that the whole snapshot has to be told.</summary>
    public static SnapshotChange? Between(NodeSnapshot old, NodeSnapshot now)
    {
        if (old.Arguments != now.Arguments || old.State.Node != now.State.Node || old.State.ServiceCidrs != now.State.ServiceCidrs)
            return null;

        var before = old.State.Services.ToHashSet<ServiceObjects>(ReferenceEqualityComparer.Instance);
        PagedArray<ServiceObjects> changed = now.State.Services.Where(objects => !before.Remove(objects)).ToPagedArray();
        return new SnapshotChange(before.Concat(changed).Select(objects => objects.Name).Distinct().Order().ToEquatableArray(), changed);
    }

    public ClusterState ApplyTo(ClusterState state)
    {
        var groups = Touched.GroupJoin(Services, name => name, objects => objects.Name, (name, found) => new NamedGroup<ServiceObjects>(name, [.. found])).ToList();
        return state with { Services = NamedGroups.Replace(state.Services, objects => objects.Name, groups) };
    }
}
