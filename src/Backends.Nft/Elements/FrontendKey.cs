using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Elements;

/// <summary>What a packet is looked up by: <c>10.96.0.1 . tcp . 443</c>, or <c>tcp . 30080</c> for a node port.</summary>
internal readonly record struct FrontendKey(IPAddress? Address, Protocol Protocol, ushort Port) : IUtf8SpanFormattable, ISpanFormattable
{
    public static FrontendKey Of(Frontend frontend) => new(frontend.Address, frontend.Protocol, frontend.Port);

    public bool IsNodePort => Address is null;

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Address is null
            ? System.Text.Unicode.Utf8.TryWrite(utf8Destination, $"{NftNames.Word(Protocol)} . {Port}", out bytesWritten)
            : System.Text.Unicode.Utf8.TryWrite(utf8Destination, $"{Address} . {NftNames.Word(Protocol)} . {Port}", out bytesWritten);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Address is null
            ? destination.TryWrite($"{NftNames.Word(Protocol)} . {Port}", out charsWritten)
            : destination.TryWrite($"{Address} . {NftNames.Word(Protocol)} . {Port}", out charsWritten);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public override string ToString() =>
        Address is null ? $"{NftNames.Word(Protocol)} . {Port}" : $"{Address} . {NftNames.Word(Protocol)} . {Port}";
}
