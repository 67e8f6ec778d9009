using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class BoolShape : Shape<bool>
{
    public override ShapeKind Kind => ShapeKind.Boolean;

    public override void WriteJson(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    public override void Print(Utf8Output output, bool value) => output.Write(value ? "true"u8 : "false"u8);

    public override bool IsTrue(bool value) => value;

    public override string ToText(bool value) => value ? "true" : "false";
}
