namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>A node where it stands in a tree.</summary>
/// <param name="SlotLength">The digits that lead to it from its parent: one more than those of the parent.</param>
/// <param name="Depth">0 at the top.</param>
internal readonly record struct DispatchPlace(DispatchNode Node, int SlotLength, int Depth)
{
    /// <summary>
    /// Of a branch, all that its keys share, so that it keeps its name when a parent comes between; of a leaf, what leads to it, so that it
    /// keeps its name when its keys change.
    /// </summary>
    public DispatchPrefix Prefix => new(Node.SomeKey, Node is DispatchBranch branch ? branch.PrefixLength : SlotLength);

    /// <summary>None below the deepest level.</summary>
    public IEnumerable<DispatchPlace> Children(int maxDepth)
    {
        int depth = Depth + 1;
        return Node is DispatchBranch branch && depth <= maxDepth
            ? branch.Children.Select(child => new DispatchPlace(child, branch.PrefixLength + 1, depth))
            : [];
    }

    /// <summary>Whether everything here and below is written in the same way.</summary>
    public bool IsWrittenLike(DispatchPlace other, int maxDepth) =>
        ReferenceEquals(Node, other.Node)
        && (Node is DispatchBranch || SlotLength == other.SlotLength)
        && (Depth == other.Depth || (Math.Min(Depth, other.Depth) > 0 && Math.Max(Depth, other.Depth) + Node.Height <= maxDepth));
}
