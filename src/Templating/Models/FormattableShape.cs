using System.Globalization;
using System.Text;
using System.Text.Json;
using Proxier.Templating.Rendering;

namespace Proxier.Templating.Models;

/// <summary>Addresses, networks and everything else that can write itself as UTF-8: a text.</summary>
internal sealed class FormattableShape<T> : Shape<T>
    where T : IUtf8SpanFormattable
{
    private const int OrdinaryLength = 256;

    public override ShapeKind Kind => ShapeKind.Text;

    public override void Print(Utf8Output output, T value)
    {
        if (!Null.Is(value))
            output.Write(value);
    }

    public override void WriteJson(Utf8JsonWriter writer, T value)
    {
        if (Null.Is(value))
        {
            writer.WriteNullValue();
            return;
        }

        Span<byte> buffer = stackalloc byte[OrdinaryLength];
        writer.WriteStringValue(Format(value, buffer));
    }

    public override string? ToText(T value)
    {
        Span<byte> buffer = stackalloc byte[OrdinaryLength];
        return Null.Is(value) ? null : Encoding.UTF8.GetString(Format(value, buffer));
    }

    private static ReadOnlySpan<byte> Format(T value, Span<byte> buffer)
    {
        int written;
        while (!value.TryFormat(buffer, out written, default, CultureInfo.InvariantCulture))
            buffer = new byte[buffer.Length * 2];
        return buffer[..written];
    }
}
