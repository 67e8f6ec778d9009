using System.Collections.Immutable;

namespace Proxier.Backends.Nft;

/// <summary>How many users each thing has that several service ports share. Immutable; a change costs no more than its own size.</summary>
internal sealed class CountedSet<T>
    where T : notnull
{
    private readonly ImmutableDictionary<T, int> _counts;

    private CountedSet(ImmutableDictionary<T, int> counts) => _counts = counts;

    public static CountedSet<T> Empty { get; } = new(ImmutableDictionary<T, int>.Empty);

    public IEnumerable<T> Items => _counts.Keys;

    /// <summary>Takes users away and adds others; tells what gained its first user and what lost its last.</summary>
    public Step Change(IEnumerable<T> removed, IEnumerable<T> added)
    {
        var touched = new HashSet<T>();
        ImmutableDictionary<T, int>.Builder counts = _counts.ToBuilder();
        foreach (T item in added)
            counts[item] = Touch(item) + 1;
        foreach (T item in removed)
        {
            int left = Touch(item) - 1;
            if (left == 0)
                counts.Remove(item);
            else
                counts[item] = left;
        }

        return new Step(
            new CountedSet<T>(counts.ToImmutable()),
            [.. touched.Where(item => !_counts.ContainsKey(item) && counts.ContainsKey(item))],
            [.. touched.Where(item => _counts.ContainsKey(item) && !counts.ContainsKey(item))]);

        int Touch(T item)
        {
            touched.Add(item);
            return counts.GetValueOrDefault(item);
        }
    }

    /// <param name="Next">The set after the change.</param>
    /// <param name="Appeared">In no particular order.</param>
    /// <param name="Vanished">In no particular order.</param>
    internal sealed record Step(CountedSet<T> Next, IReadOnlyList<T> Appeared, IReadOnlyList<T> Vanished);
}
