using System.Collections;
using System.Runtime.CompilerServices;

namespace Proxier.Core;

/// <summary>
/// An immutable array in pages, for what is as long as the cluster is large: an edited copy shares all pages but those that the edit touched, so a
/// change costs a page and one pointer for each other. It compares by content, whatever the pages. The default value is the empty array.
/// </summary>
[CollectionBuilder(typeof(PagedArray), nameof(PagedArray.Create))]
public readonly struct PagedArray<T> : IEquatable<PagedArray<T>>, IReadOnlyList<T>
{
    /// <summary>None is empty.</summary>
    private readonly T[][]? _pages;

    internal PagedArray(T[][] pages) => (_pages, Count) = (pages, pages.Sum(page => page.Length));

    public int Count { get; }

    public bool IsEmpty => Count == 0;

    internal ReadOnlySpan<T[]> Pages => _pages;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            foreach (T[] page in Pages)
            {
                if (index < page.Length)
                    return page[index];
                index -= page.Length;
            }

            throw new ArgumentOutOfRangeException(nameof(index), index, "The array is shorter.");
        }
    }

    /// <summary>Whether both are the same array in memory; never walks the items.</summary>
    public bool IsSame(PagedArray<T> other) => _pages == other._pages || (IsEmpty && other.IsEmpty);

    public bool Equals(PagedArray<T> other) => IsSame(other) || (Count == other.Count && this.SequenceEqual(other));

    public override bool Equals(object? obj) => obj is PagedArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in this)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public static bool operator ==(PagedArray<T> left, PagedArray<T> right) => left.Equals(right);

    public static bool operator !=(PagedArray<T> left, PagedArray<T> right) => !left.Equals(right);

    public IEnumerator<T> GetEnumerator()
    {
        for (PageCursor<T> cursor = new(this); !cursor.IsAtEnd; cursor.Next())
            yield return cursor.Current;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class PagedArray
{
    /// <summary>Of pages that an edit makes.</summary>
    internal const int PageSize = 128;

    public static PagedArray<T> Create<T>(ReadOnlySpan<T> items)
    {
        var pages = new List<T[]>();
        AddPages(pages, items);
        return new PagedArray<T>([.. pages]);
    }

    public static PagedArray<T> ToPagedArray<T>(this IEnumerable<T> items) => Create<T>(items.ToArray());

    /// <summary>Adds them in as few pages as hold them, all about as long; a page before that has room for all of them takes them instead.</summary>
    internal static void AddPages<T>(List<T[]> pages, ReadOnlySpan<T> items)
    {
        if (items.IsEmpty)
            return;
        if (pages.Count > 0 && pages[^1].Length + items.Length <= PageSize / 2)
        {
            pages[^1] = [.. pages[^1], .. items];
            return;
        }

        for (int left = (items.Length + PageSize - 1) / PageSize; left > 0; left--)
        {
            int length = items.Length / left;
            pages.Add(items[..length].ToArray());
            items = items[length..];
        }
    }
}
