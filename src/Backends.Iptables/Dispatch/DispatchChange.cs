namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>The difference between two states of one dispatch chain and its branches.</summary>
/// <param name="Written">New chains and those that are cheaper written anew; children first.</param>
internal sealed record DispatchChange(IReadOnlyList<DispatchChain> Written, IReadOnlyList<ChainEdit> Edits, IReadOnlyList<string> Deleted)
{
    public static DispatchChange Between(DispatchLayout old, DispatchLayout now)
    {
        (IReadOnlyList<DispatchChain> after, IReadOnlyList<DispatchChain> before) = now.Unshared(old);
        Dictionary<string, DispatchChain> known = before.Append(old.Root).ToDictionary(chain => chain.Name);
        var written = new List<DispatchChain>();
        var edits = new List<ChainEdit>();
        foreach (DispatchChain chain in after.Append(now.Root))
        {
            if (!known.Remove(chain.Name, out DispatchChain? previous))
                written.Add(chain);
            else if (ChainEdit.Between(previous, chain) is { } edit && edit.Count <= chain.Rules.Count / 2)
                AddUnlessEmpty(edits, edit);
            else
                written.Add(chain);
        }

        return new DispatchChange(written, edits, [.. known.Keys.Order(StringComparer.Ordinal)]);
    }

    private static void AddUnlessEmpty(List<ChainEdit> edits, ChainEdit edit)
    {
        if (edit.Count > 0)
            edits.Add(edit);
    }
}
