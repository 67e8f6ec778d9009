using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Proxier.Core.Objects;

/// <summary>
/// Reads addresses as the API server does: surrounding white space is ignored, leading zeros of an IPv4 octet are decimal
/// (CVE-2021-29923), an IPv4-mapped IPv6 address is the IPv4 address, and bits of a CIDR beyond its prefix are cleared.
/// </summary>
public static class AddressText
{
    public static bool TryParseAddress(string text, out IPAddress address)
    {
        string trimmed = text.Trim();
        if (!trimmed.Contains(':'))
            return TryParseIPv4(trimmed, out address);

        // A zone or brackets name a socket, not an address.
        address = IPAddress.None;
        if (trimmed.AsSpan().ContainsAny('%', '[', ']') || !IPAddress.TryParse(trimmed, out IPAddress? parsed))
            return false;

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }

    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        network = default;
        int slash = text.IndexOf('/');
        if (slash < 0 || !TryParseAddress(text[..slash], out IPAddress address))
            return false;

        ReadOnlySpan<char> length = text.AsSpan(slash + 1).TrimEnd();
        if (!byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out byte bits) || bits > address.Family().BitCount())
            return false;

        network = address.ToNetwork(bits);
        return true;
    }

    /// <summary>An address and a port from 1 on, such as <c>10.96.0.10:53</c> or <c>[fd00::a]:53</c>.</summary>
    public static bool TryParseSocket(string text, out IPEndPoint socket)
    {
        socket = new IPEndPoint(IPAddress.None, 0);
        string trimmed = text.Trim();
        int colon = trimmed.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(trimmed.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            return false;

        // Brackets are for IPv6, and IPv6 needs them: its last group looks like a port.
        string host = trimmed[..colon];
        bool hasBrackets = host.StartsWith('[') && host.EndsWith(']');
        string address = hasBrackets ? host[1..^1] : host;
        if (hasBrackets != address.Contains(':') || !TryParseAddress(address, out IPAddress parsed))
            return false;

        socket = new IPEndPoint(parsed, port);
        return true;
    }

    private static bool TryParseIPv4(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        foreach (Range octet in text.Split('.'))
        {
            if (count == bytes.Length || !byte.TryParse(text[octet], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[count]))
                return false;
            count++;
        }

        if (count < bytes.Length)
            return false;

        address = new IPAddress(bytes);
        return true;
    }
}
