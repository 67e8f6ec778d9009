using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>Everything else: an object with the public properties of its type as members.</summary>
internal sealed class ObjectShape<T> : Shape<T>
{
    // Found at first use, not when the shape is made: a type may hold itself.
    private readonly Lazy<Member<T>[]> _members = new(Members.Of<T>);

    public override ShapeKind Kind => ShapeKind.Object;

    public override IEnumerable<string> MemberNames => _members.Value.Select(m => m.Name);

    public override void WriteJson(Utf8JsonWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (Member<T> member in _members.Value)
            member.WriteJson(writer, ref value);
        writer.WriteEndObject();
    }

    public override Operand? Member(Value<T> owner, string name, Location at) =>
        Array.Find(_members.Value, m => m.Name == name)?.Of(owner, at);
}
