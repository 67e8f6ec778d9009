using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>An enum is a text: the names of its values in snake case.</summary>
internal sealed class EnumShape<T> : Shape<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, string> _texts = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => SnakeCase.Of(v.ToString()));

    public override ShapeKind Kind => ShapeKind.Text;

    public override IReadOnlyCollection<string> Texts => _texts.Values;

    public override void WriteJson(Utf8JsonWriter writer, T value) => writer.WriteStringValue(_texts[value]);

    public override void Print(Utf8Output output, T value) => output.Write(_texts[value].AsSpan());

    public override string ToText(T value) => _texts[value];
}
