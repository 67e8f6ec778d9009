namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>How a chain changes rule by rule: first the deletions, by their whole text, then the insertions.</summary>
internal sealed record ChainEdit(string Name, IReadOnlyList<DispatchRule> Deleted, IReadOnlyList<DispatchRule> Inserted)
{
    public int Count => Deleted.Count + Inserted.Count;

    /// <returns>Null when the rules that stay would have to change places.</returns>
    public static ChainEdit? Between(DispatchChain old, DispatchChain now)
    {
        HashSet<DispatchRule> before = [.. old.Rules], after = [.. now.Rules];
        return old.Rules.Where(after.Contains).SequenceEqual(now.Rules.Where(before.Contains))
            ? new ChainEdit(
                now.Name,
                [.. old.Rules.Where(rule => !after.Contains(rule))],
                [.. now.Rules.Index().Where(item => !before.Contains(item.Item)).Select(item => item.Item with { Number = item.Index + 1 })])
            : null;
    }
}
