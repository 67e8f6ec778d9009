using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>A list that knows its size.</summary>
internal sealed class ListShape<TList, T> : Shape<TList>
    where TList : IReadOnlyList<T>
{
    public override ShapeKind Kind => ShapeKind.List;

    public override IEnumerable<string> MemberNames => ["size"];

    public override void WriteJson(Utf8JsonWriter writer, TList value) => JsonList.Write<T>(writer, value);

    public override Operand? Member(Value<TList> owner, string name, Location at) =>
        name == "size" ? new Operand<int>(new SizeValue<TList, T>(owner, at)) : null;

    public override Sequence Elements(Value<TList> list) => new ListSequence<TList, T>(list);
}
