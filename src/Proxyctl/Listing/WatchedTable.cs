using Proxier.Core.Listing;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Listing;

/// <summary>Shows everything once, then each row that is new or different, and says which have gone.</summary>
internal sealed class WatchedTable(ServiceTable table, Screen screen)
{
    private Dictionary<string, string> _shown = [];

    public void Show(IReadOnlyList<ServiceRow> rows)
    {
        ServiceRow[] changed = [.. rows.Where(row => _shown.GetValueOrDefault(row.Key) != row.Content)];
        string[] gone = [.. _shown.Keys.Except(rows.Select(row => row.Key)).Order(StringComparer.Ordinal)];
        if (changed.Length > 0)
            table.Write(changed, screen);
        foreach (string key in gone)
            screen.Line($"gone: {key}");
        _shown = rows.ToDictionary(row => row.Key, row => row.Content);
    }
}
