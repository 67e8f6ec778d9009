using System.Globalization;
using System.Net;

namespace Proxier.Core.Conntrack;

/// <summary>One flow of the kernel's connection tracking: where the client sent it, and who answers it.</summary>
internal readonly record struct Flow(IPEndPoint Destination, IPEndPoint ReplySource)
{
    /// <summary>
    /// Reads a line of <c>conntrack -L</c>, plain or <c>-o extended</c>, of a protocol with ports. Each line names the original
    /// direction first and the reply direction after it, both as <c>src= dst= sport= dport=</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> line, out Flow flow)
    {
        int reply = line.LastIndexOf(" src=");
        int original = line.IndexOf(" src=");
        flow = default;
        if (original < 0 || reply == original)
            return false;

        if (!TryEnd(line[original..reply], " dst=", " dport=", out IPEndPoint? destination)
            || !TryEnd(line[reply..], " src=", " sport=", out IPEndPoint? source))
            return false;
        flow = new Flow(destination, source);
        return true;
    }

    private static bool TryEnd(
        ReadOnlySpan<char> half, ReadOnlySpan<char> addressKey, ReadOnlySpan<char> portKey, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? end)
    {
        end = null;
        if (!IPAddress.TryParse(Value(half, addressKey), out IPAddress? address)
            || !ushort.TryParse(Value(half, portKey), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        end = new IPEndPoint(address, port);
        return true;
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> half, ReadOnlySpan<char> key)
    {
        int start = half.IndexOf(key);
        if (start < 0)
            return [];
        ReadOnlySpan<char> rest = half[(start + key.Length)..];
        int end = rest.IndexOf(' ');
        return end < 0 ? rest : rest[..end];
    }
}
