namespace Proxier.Templating.Rendering;

/// <summary>A loop over a sequence that is produced while it is read, once.</summary>
/// <param name="looksAhead">The body asks for <c>for.last</c>: the next element is produced before the body sees this one.</param>
internal sealed class StreamedForNode<TList, T>(Value<TList> list, int slot, Node body, Node? otherwise, bool looksAhead) : Node
    where TList : IEnumerable<T>
{
    public override void Render(Frame frame)
    {
        TList items = list.Get(frame);
        if (Null.Is(items))
            return; // as in Scriban: nothing, not even the else branch

        using IEnumerator<T> enumerator = items.GetEnumerator();
        bool more = enumerator.MoveNext();
        if (!more)
            otherwise?.Render(frame);

        Cell<T> cell = frame.Cell<T>(slot);
        for (int i = 0; more; i++)
        {
            cell.Value = enumerator.Current;
            cell.Index = i;
            if (looksAhead)
                cell.IsLast = !(more = enumerator.MoveNext());
            body.Render(frame);
            if (!looksAhead)
                more = enumerator.MoveNext();
        }
    }
}
