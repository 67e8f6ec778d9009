using System.Globalization;
using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Reads the connections of each real server from what <c>ipvsadm -Ln</c> prints.</summary>
internal static class ConnectionCounts
{
    /// <summary>Active and inactive ones together. Real servers by their place.</summary>
    public static IReadOnlyDictionary<Drain, long> Parse(string text)
    {
        Dictionary<Drain, long> counts = [];
        ServerKey? server = null;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string[] words = line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["->", var socket, _, _, var active, var inactive] && server is { } key && IPEndPoint.TryParse(socket, out IPEndPoint? end)
                && long.TryParse(active, CultureInfo.InvariantCulture, out long first) && long.TryParse(inactive, CultureInfo.InvariantCulture, out long second))
                counts[new Drain(key, new RealServer(end.Address, (ushort)end.Port, 0))] = first + second;
            else if (words is [var protocol, var address, ..] && protocol != "->")
                server = IPEndPoint.TryParse(address, out IPEndPoint? listening) && ProtocolOf(protocol) is { } known
                    ? new ServerKey(listening.Address, known, (ushort)listening.Port)
                    : null;
        }

        return counts;
    }

    private static Protocol? ProtocolOf(string word) => word switch
    {
        "TCP" => Protocol.Tcp,
        "UDP" => Protocol.Udp,
        "SCTP" => Protocol.Sctp,
        _ => null,
    };
}
