using System.Globalization;

namespace Proxier.Backends.Nft.Elements;

/// <summary>A number that prints in lower-case hexadecimal without a prefix.</summary>
internal readonly record struct HexNumber(int Value) : IUtf8SpanFormattable, ISpanFormattable
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(utf8Destination, out bytesWritten, "x", CultureInfo.InvariantCulture);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, "x", CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public override string ToString() => Value.ToString("x", CultureInfo.InvariantCulture);
}
