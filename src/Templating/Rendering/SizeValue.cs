namespace Proxier.Templating.Rendering;

internal sealed class SizeValue<TList, T>(Value<TList> list, Location at) : Value<int>
    where TList : IReadOnlyCollection<T>
{
    public override int Get(Frame frame)
    {
        TList items = list.Get(frame);
        return Null.Is(items) ? throw TemplateException.At(at, "cannot read 'size': the list is null here; test it with 'if' first") : items.Count;
    }
}
