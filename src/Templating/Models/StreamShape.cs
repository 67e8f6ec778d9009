using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>A sequence that may be produced while it is read: it has no size.</summary>
internal sealed class StreamShape<TList, T> : Shape<TList>
    where TList : IEnumerable<T>
{
    public override ShapeKind Kind => ShapeKind.List;

    public override void WriteJson(Utf8JsonWriter writer, TList value) => JsonList.Write<T>(writer, value);

    public override Sequence Elements(Value<TList> list) => new StreamSequence<TList, T>(list);
}
