using System.Text.Json;
using Proxier.Templating.Binding;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class NullableShape<T> : Shape<T?>
    where T : struct
{
    private static Shape<T> Inner => Shapes.Of<T>();

    public override ShapeKind Kind => Inner.Kind;

    public override bool CanBeNull => true;

    public override IReadOnlyCollection<string>? Texts => Inner.Texts;

    public override IEnumerable<string>? MemberNames => Inner.MemberNames;

    public override void WriteJson(Utf8JsonWriter writer, T? value)
    {
        if (value is { } present)
            Inner.WriteJson(writer, present);
        else
            writer.WriteNullValue();
    }

    public override void Print(Utf8Output output, T? value)
    {
        if (value is { } present)
            Inner.Print(output, present);
    }

    public override bool IsNull(T? value) => value is null;

    public override bool IsTrue(T? value) => value is { } present && Inner.IsTrue(present);

    public override long? ToNumber(T? value) => value is { } present ? Inner.ToNumber(present) : null;

    public override string? ToText(T? value) => value is { } present ? Inner.ToText(present) : null;

    public override Operand? Member(Value<T?> owner, string name, Location at) =>
        Inner.Member(new RequiredValue<T>(owner, name, at), name, at);

    public override Sequence? Elements(Value<T?> list) =>
        Inner.Elements(new PresentValue<T>(list)) is { } sequence
            ? new OptionalSequence(new NotValue(new IsNullValue<T?>(list, this)), sequence)
            : null;
}
