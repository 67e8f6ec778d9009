namespace Proxier.Core;

/// <summary>A place in a <see cref="PagedArray{T}"/> that goes forward.</summary>
internal struct PageCursor<T>(PagedArray<T> items)
{
    private int _page;
    private int _index;

    public readonly bool IsAtEnd => _page == items.Pages.Length;

    /// <summary>Only while it is not at the end.</summary>
    public readonly T Current => items.Pages[_page][_index];

    public void Next()
    {
        if (++_index < items.Pages[_page].Length)
            return;
        _page++;
        _index = 0;
    }

    /// <summary>Goes to where two arrays differ by reference, or to an end: over shared pages in one step each.</summary>
    public static void SkipSame(ref PageCursor<T> left, ref PageCursor<T> right)
    {
        while (!left.IsAtEnd && !right.IsAtEnd)
        {
            if (left.IsOnPageOf(right))
            {
                left._page++;
                right._page++;
            }
            else if (ReferenceEquals(left.Current, right.Current))
            {
                left.Next();
                right.Next();
            }
            else
            {
                return;
            }
        }
    }

    private readonly T[] Page => items.Pages[_page];

    private readonly bool IsOnPageOf(in PageCursor<T> other) => _index == 0 && other._index == 0 && Page == other.Page;
}
