using Proxier.Templating.Rendering;

namespace Proxier.Templating.Binding;

internal sealed class StreamSequence<TList, T>(Value<TList> list) : Sequence<TList, T>(list)
    where TList : IEnumerable<T>
{
    private readonly Value<TList> _list = list;

    public override Node For(int slot, Node body, Node? otherwise, bool asksForLast) =>
        new StreamedForNode<TList, T>(_list, slot, body, otherwise, asksForLast);
}
