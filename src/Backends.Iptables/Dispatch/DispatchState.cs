using System.Collections.Immutable;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>What all dispatch chains hold.</summary>
internal sealed class DispatchState
{
    private readonly ImmutableArray<DispatchTable> _tables;

    private DispatchState(ImmutableArray<DispatchTable> tables) => _tables = tables;

    public static DispatchState Empty { get; } = new([.. DispatchRoot.All.Select(_ => DispatchTable.Empty)]);

    public DispatchTable this[DispatchRoot root] => _tables[root.Index];

    public Digest DigestOf(string table) => DispatchRoot.In(table).Aggregate(default(Digest), (sum, root) => sum + this[root].Digest);

    public DispatchState With(IEnumerable<PlacedEntry> entries) => Change(entries, (table, entry) => table.With(entry));

    public DispatchState Without(IEnumerable<PlacedEntry> entries) => Change(entries, (table, entry) => table.Without(entry));

    private DispatchState Change(IEnumerable<PlacedEntry> entries, Func<DispatchTable, DispatchEntry, DispatchTable> change)
    {
        DispatchTable[] tables = [.. _tables];
        foreach ((DispatchRoot root, DispatchEntry entry) in entries)
            tables[root.Index] = change(tables[root.Index], entry);
        return new DispatchState([.. tables]);
    }
}
