using System.Collections.Immutable;
using Proxier.Core.Objects;

namespace Proxier.Core;

/// <summary>All items of one name in an array that is ordered by name; empty: the name has none.</summary>
internal readonly record struct NamedGroup<T>(ObjectName Name, EquatableArray<T> Items);

/// <summary>Edits arrays that are ordered by name, for the price of copying their pointers once: nothing is sorted again.</summary>
internal static class NamedGroups
{
    /// <param name="groups">Ordered by name, each name once. They take the place of what has their name in <paramref name="items"/>.</param>
    public static EquatableArray<T> Replace<T>(EquatableArray<T> items, Func<T, ObjectName> nameOf, IReadOnlyCollection<NamedGroup<T>> groups)
    {
        // Exact when the number of items stays the same or everything is new, which saves a second copy in the common cases.
        var result = ImmutableArray.CreateBuilder<T>(Math.Max(items.Count, groups.Sum(group => group.Items.Count)));
        ReadOnlySpan<T> rest = items.AsSpan();
        foreach (NamedGroup<T> group in groups)
        {
            int start = LowerBound(rest, nameOf, group.Name);
            result.AddRange(rest[..start]);
            result.AddRange(group.Items.AsSpan());
            rest = rest[start..];
            while (!rest.IsEmpty && nameOf(rest[0]) == group.Name)
                rest = rest[1..];
        }

        result.AddRange(rest);
        return new EquatableArray<T>(result.DrainToImmutable());
    }

    /// <summary>The item of that name in an array that has each name at most once.</summary>
    public static T? Find<T>(EquatableArray<T> items, Func<T, ObjectName> nameOf, ObjectName name)
        where T : class
    {
        int index = LowerBound(items.AsSpan(), nameOf, name);
        return index < items.Count && nameOf(items[index]) == name ? items[index] : null;
    }

    /// <summary>Gallops: near the front it is found in few steps, so many edits of a long array cost less than a search each.</summary>
    private static int LowerBound<T>(ReadOnlySpan<T> items, Func<T, ObjectName> nameOf, ObjectName name)
    {
        int low = 0, high = 0;
        for (int step = 1; high < items.Length && nameOf(items[high]) < name; step *= 2)
        {
            low = high + 1;
            high = low + step;
        }

        high = Math.Min(high, items.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (nameOf(items[middle]) < name)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
