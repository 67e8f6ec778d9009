namespace Proxier.Proxyctl.Listing;

/// <summary>Remembers what was shown of a list: the rest need not be shown again.</summary>
/// <param name="keyOf">The same for each version of a row.</param>
/// <param name="contentOf">Everything else in it, as one value to compare.</param>
internal sealed class RowChanges<TRow>(Func<TRow, string> keyOf, Func<TRow, string> contentOf)
{
    private Dictionary<string, string> _shown = [];

    /// <returns>Rows that are new or different, and the keys of those that have gone, in order.</returns>
    public (IReadOnlyList<TRow> Changed, IReadOnlyList<string> Gone) Next(IReadOnlyList<TRow> rows)
    {
        TRow[] changed = [.. rows.Where(row => _shown.GetValueOrDefault(keyOf(row)) != contentOf(row))];
        string[] gone = [.. _shown.Keys.Except(rows.Select(keyOf)).Order(StringComparer.Ordinal)];
        _shown = rows.ToDictionary(keyOf, contentOf);
        return (changed, gone);
    }
}
