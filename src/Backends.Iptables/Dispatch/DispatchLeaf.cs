using System.Collections.Immutable;

namespace Proxier.Backends.Iptables.Dispatch;

/// <param name="entries">By key.</param>
internal sealed class DispatchLeaf(ImmutableArray<DispatchEntry> entries) : DispatchNode
{
    public override int Count => entries.Length;

    public override int Height => 0;

    public override IEnumerable<DispatchEntry> Entries => entries;

    public override DispatchKey SomeKey => entries[0].Key;

    public override DispatchNode With(DispatchEntry entry)
    {
        int index = entries.BinarySearch(entry);
        return index >= 0 ? new DispatchLeaf(entries.SetItem(index, entry)) : Of(entries.Insert(~index, entry));
    }

    public override DispatchNode? Without(DispatchEntry entry)
    {
        int index = entries.BinarySearch(entry);
        return index < 0 ? this : entries.Length == 1 ? null : Of(entries.RemoveAt(index));
    }
}
