using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>One half of a <see cref="ServiceGraph"/>: everything this node must forward in one family.</summary>
/// <param name="Ports">Ordered by name. Unchanged ports keep their reference from one graph to the next.</param>
public sealed record FamilyGraph(IpFamily Family, NodeRules Node, PagedArray<ServicePort> Ports)
{
    /// <summary>The sum of the digests of <see cref="Node"/> and all <see cref="Ports"/>: equal for equal content in every process.</summary>
    public Digest Digest { get; init; }

    /// <summary>
    /// The ports that differ, ordered by name; <c>Old</c> null: new, <c>New</c> null: gone. Costs one pointer comparison for each page
    /// that both share, and for each port of other pages.
    /// </summary>
    public static IEnumerable<PortChange> Changes(FamilyGraph? old, FamilyGraph desired)
    {
        PageCursor<ServicePort> before = new(old?.Ports ?? []), after = new(desired.Ports);
        while (true)
        {
            PageCursor<ServicePort>.SkipSame(ref before, ref after);
            if (before.IsAtEnd && after.IsAtEnd)
                yield break;
            int order = before.IsAtEnd ? 1 : after.IsAtEnd ? -1 : before.Current.Name.CompareTo(after.Current.Name);
            ServicePort? left = order <= 0 ? before.Current : null;
            ServicePort? right = order >= 0 ? after.Current : null;
            if (left is not null)
                before.Next();
            if (right is not null)
                after.Next();
            if (left is null || right is null || !left.Equals(right))
                yield return new PortChange(left, right);
        }
    }
}

/// <param name="Old">Null for a port that is new.</param>
/// <param name="New">Null for a port that is gone.</param>
public readonly record struct PortChange(ServicePort? Old, ServicePort? New);
