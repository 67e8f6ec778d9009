using System.Collections.Immutable;

namespace Proxier.Backends.Iptables.Dispatch;

/// <param name="prefixLength">How many digits all keys below begin with; the next one tells the children apart.</param>
/// <param name="children">At least two, by digit.</param>
internal sealed class DispatchBranch(int prefixLength, ImmutableArray<DispatchNode> children) : DispatchNode
{
    public int PrefixLength { get; } = prefixLength;

    public ImmutableArray<DispatchNode> Children { get; } = children;

    public override int Count { get; } = children.Sum(child => child.Count);

    public override int Height { get; } = 1 + children.Max(child => child.Height);

    public override IEnumerable<DispatchEntry> Entries => Children.SelectMany(child => child.Entries);

    public override DispatchKey SomeKey => Children[0].SomeKey;

    public int DigitOf(DispatchNode child) => child.SomeKey.Digit(PrefixLength);

    public override DispatchNode With(DispatchEntry entry)
    {
        int common = entry.Key.CommonLength(SomeKey);
        if (common < PrefixLength)
        {
            var leaf = new DispatchLeaf([entry]);
            return new DispatchBranch(common, entry.Key.Digit(common) < SomeKey.Digit(common) ? [leaf, this] : [this, leaf]);
        }

        int digit = entry.Key.Digit(PrefixLength);
        int index = Children.TakeWhile(child => DigitOf(child) < digit).Count();
        return index < Children.Length && DigitOf(Children[index]) == digit
            ? new DispatchBranch(PrefixLength, Children.SetItem(index, Children[index].With(entry)))
            : new DispatchBranch(PrefixLength, Children.Insert(index, new DispatchLeaf([entry])));
    }

    public override DispatchNode? Without(DispatchEntry entry)
    {
        bool isBelow = entry.Key.CommonLength(SomeKey) >= PrefixLength;
        if (!isBelow || Children.FirstOrDefault(child => DigitOf(child) == entry.Key.Digit(PrefixLength)) is not { } child)
            return this;
        DispatchNode? left = child.Without(entry);
        if (ReferenceEquals(left, child))
            return this;
        ImmutableArray<DispatchNode> remaining = left is null ? Children.Remove(child) : Children.Replace(child, left);
        if (remaining.Length == 1)
            return remaining[0];
        var branch = new DispatchBranch(PrefixLength, remaining);
        return branch.Count <= LeafSize ? Of([.. branch.Entries]) : branch;
    }
}
