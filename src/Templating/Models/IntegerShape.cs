using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

internal sealed class IntegerShape<T> : Shape<T>
    where T : struct, IBinaryInteger<T>
{
    public override ShapeKind Kind => ShapeKind.Number;

    public override void WriteJson(Utf8JsonWriter writer, T value) => writer.WriteNumberValue(long.CreateChecked(value));

    public override void Print(Utf8Output output, T value) => output.Write(value);

    public override long? ToNumber(T value) => long.CreateChecked(value);

    public override string ToText(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
