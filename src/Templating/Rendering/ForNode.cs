namespace Proxier.Templating.Rendering;

/// <summary>A loop over something that is counted: no enumerator, so nothing is allocated however deep loops are nested.</summary>
internal sealed class ForNode<TList, T>(Value<TList> list, int slot, Node body, Node? otherwise) : Node
    where TList : IReadOnlyList<T>
{
    public override void Render(Frame frame)
    {
        TList items = list.Get(frame);
        if (Null.Is(items))
            return; // as in Scriban: nothing, not even the else branch

        int count = items.Count;
        if (count == 0)
            otherwise?.Render(frame);

        Cell<T> cell = frame.Cell<T>(slot);
        for (int i = 0; i < count; i++)
        {
            cell.Value = items[i];
            cell.Index = i;
            cell.IsLast = i == count - 1;
            body.Render(frame);
        }
    }
}
