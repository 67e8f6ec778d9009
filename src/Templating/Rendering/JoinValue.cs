using Proxier.Templating.Models;

namespace Proxier.Templating.Rendering;

/// <summary><c>array.join</c>.</summary>
internal sealed class JoinValue<TList, T>(Value<TList> list, Shape<T> item, Value<string?> separator) : Value<string?>
    where TList : IEnumerable<T>
{
    public override string? Get(Frame frame)
    {
        TList items = list.Get(frame);
        return items is null ? "" : string.Join(separator.Get(frame), items.Select(item.ToText));
    }
}
