using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class StringShape : Shape<string?>
{
    public override ShapeKind Kind => ShapeKind.Text;

    public override void WriteJson(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);

    public override void Print(Utf8Output output, string? value) => output.Write(value.AsSpan());

    public override string? ToText(string? value) => value;
}
