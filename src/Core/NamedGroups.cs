using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Proxier.Core.Objects;

namespace Proxier.Core;

/// <summary>All items of one name in an array that is ordered by name; empty: the name has none.</summary>
internal readonly record struct NamedGroup<T>(ObjectName Name, EquatableArray<T> Items);

/// <summary>Edits arrays that are ordered by name, for the price of copying the pointers of what is touched: nothing is sorted again.</summary>
internal static class NamedGroups
{
    /// <param name="groups">Ordered by name, each name once. They take the place of what has their name in <paramref name="items"/>.</param>
    public static EquatableArray<T> Replace<T>(EquatableArray<T> items, Func<T, ObjectName> nameOf, IReadOnlyList<NamedGroup<T>> groups) =>
        new(ImmutableCollectionsMarshal.AsImmutableArray(Replaced(items.AsSpan(), nameOf, groups)));

    /// <summary>The same for an array in pages; those that no group touches are shared.</summary>
    public static PagedArray<T> Replace<T>(PagedArray<T> items, Func<T, ObjectName> nameOf, IReadOnlyList<NamedGroup<T>> groups)
    {
        ReadOnlySpan<T[]> rest = items.Pages;
        var pages = new List<T[]>(rest.Length + 1);
        for (int next = 0; next < groups.Count;)
        {
            pages.AddRange(rest[..Untouched(rest, nameOf, groups[next].Name)]);
            rest = rest[Untouched(rest, nameOf, groups[next].Name)..];
            int first = next, touched = 0;
            do
            {
                touched = Math.Max(touched, Reach(rest, nameOf, groups[next++].Name));
            }
            while (next < groups.Count && (rest.IsEmpty || Untouched(rest, nameOf, groups[next].Name) < touched));
            PagedArray.AddPages<T>(pages, Replaced<T>(Concat(rest[..touched]), nameOf, groups.Skip(first).Take(next - first).ToArray()));
            rest = rest[touched..];
        }

        pages.AddRange(rest);
        return new PagedArray<T>([.. pages]);
    }

    /// <summary>The item of that name in an array that has each name at most once.</summary>
    public static T? Find<T>(EquatableArray<T> items, Func<T, ObjectName> nameOf, ObjectName name)
        where T : class
    {
        int index = LowerBound(items.AsSpan(), nameOf, name);
        return index < items.Count && nameOf(items[index]) == name ? items[index] : null;
    }

    /// <summary>The item of that name in an array that has each name at most once.</summary>
    public static T? Find<T>(PagedArray<T> items, Func<T, ObjectName> nameOf, ObjectName name)
        where T : class
    {
        int page = Untouched(items.Pages, nameOf, name);
        if (page == items.Pages.Length)
            return null;
        T[] found = items.Pages[page];
        int index = LowerBound(found, nameOf, name);
        return index < found.Length && nameOf(found[index]) == name ? found[index] : null;
    }

    private static T[] Replaced<T>(ReadOnlySpan<T> items, Func<T, ObjectName> nameOf, IReadOnlyList<NamedGroup<T>> groups)
    {
        // Exact when the number of items stays the same or everything is new, which saves a second copy in the common cases.
        var result = ImmutableArray.CreateBuilder<T>(Math.Max(items.Length, groups.Sum(group => group.Items.Count)));
        ReadOnlySpan<T> rest = items;
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
        return ImmutableCollectionsMarshal.AsArray(result.DrainToImmutable())!; // never the default
    }

    /// <summary>How many pages at the front have only names before this one.</summary>
    private static int Untouched<T>(ReadOnlySpan<T[]> pages, Func<T, ObjectName> nameOf, ObjectName name)
    {
        int low = 0, high = pages.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (nameOf(pages[middle][^1]) < name)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>How many pages at the front an edit of this name touches: those that hold it, or the first that it fits into.</summary>
    private static int Reach<T>(ReadOnlySpan<T[]> pages, Func<T, ObjectName> nameOf, ObjectName name)
    {
        int reach = Math.Min(1, pages.Length);
        while (reach < pages.Length && nameOf(pages[reach][0]) <= name)
            reach++;
        return reach;
    }

    private static T[] Concat<T>(ReadOnlySpan<T[]> pages) => pages.Length == 1 ? pages[0] : [.. pages.ToArray().SelectMany(page => page)];

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
