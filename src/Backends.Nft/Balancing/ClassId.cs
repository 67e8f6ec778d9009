using System.Globalization;
using System.Text.Unicode;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>A 32-bit number as nft writes its type classid: two halves in hexadecimal, <c>9d3c:71aa</c>.</summary>
internal readonly record struct ClassId(uint Value) : IUtf8SpanFormattable, ISpanFormattable
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Utf8.TryWrite(utf8Destination, CultureInfo.InvariantCulture, $"{Value >> 16:x}:{Value & 0xffff:x}", out bytesWritten);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{Value >> 16:x}:{Value & 0xffff:x}", out charsWritten);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value >> 16:x}:{Value & 0xffff:x}");
}
