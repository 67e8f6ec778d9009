using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>One half of a <see cref="ServiceGraph"/>: everything this node must forward in one family.</summary>
/// <param name="Ports">Ordered by name. Unchanged ports keep their reference from one graph to the next.</param>
public sealed record FamilyGraph(IpFamily Family, NodeRules Node, EquatableArray<ServicePort> Ports)
{
    /// <summary>The sum of the digests of <see cref="Node"/> and all <see cref="Ports"/>: equal for equal content in every process.</summary>
    public Digest Digest { get; init; }

    /// <summary>
    /// The ports that differ, ordered by name; <c>Old</c> null: new, <c>New</c> null: gone. Costs one pointer comparison for each
    /// port that is the same.
    /// </summary>
    public static IEnumerable<PortChange> Changes(FamilyGraph? old, FamilyGraph desired)
    {
        EquatableArray<ServicePort> before = old?.Ports ?? [];
        EquatableArray<ServicePort> after = desired.Ports;
        int i = 0, j = 0;
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && ReferenceEquals(before[i], after[j]))
            {
                i++;
                j++;
                continue;
            }

            int order = i == before.Count ? 1 : j == after.Count ? -1 : before[i].Name.CompareTo(after[j].Name);
            ServicePort? left = order <= 0 ? before[i++] : null;
            ServicePort? right = order >= 0 ? after[j++] : null;
            if (left is null || right is null || !left.Equals(right))
                yield return new PortChange(left, right);
        }
    }
}

/// <param name="Old">Null for a port that is new.</param>
/// <param name="New">Null for a port that is gone.</param>
public readonly record struct PortChange(ServicePort? Old, ServicePort? New);
