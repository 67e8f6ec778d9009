using System.Collections.Immutable;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>
/// Entries by key, in a tree that branches at hexadecimal digits. Immutable: a change copies the path to it and shares everything else.
/// Its shape depends on the entries alone, never on their history.
/// </summary>
internal abstract class DispatchNode
{
    /// <summary>Most entries that are not divided further, unless they have the same key.</summary>
    protected const int LeafSize = 16;

    public abstract int Count { get; }

    /// <summary>Levels of branches below.</summary>
    public abstract int Height { get; }

    /// <summary>By key.</summary>
    public abstract IEnumerable<DispatchEntry> Entries { get; }

    /// <summary>The key of any entry below.</summary>
    public abstract DispatchKey SomeKey { get; }

    /// <summary>In place of an entry with the same key and owner, if there is one.</summary>
    public abstract DispatchNode With(DispatchEntry entry);

    /// <returns>Null when nothing is left.</returns>
    public abstract DispatchNode? Without(DispatchEntry entry);

    /// <param name="entries">At least one, by key.</param>
    public static DispatchNode Of(ImmutableArray<DispatchEntry> entries)
    {
        int common = entries[0].Key.CommonLength(entries[^1].Key);
        if (entries.Length <= LeafSize || common == entries[0].Key.Length)
            return new DispatchLeaf(entries);
        return new DispatchBranch(common, [.. entries.GroupBy(entry => entry.Key.Digit(common)).Select(group => Of([.. group]))]);
    }
}
