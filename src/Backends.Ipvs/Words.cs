using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

/// <summary>Values as the tools write them.</summary>
internal static class Words
{
    public static string Of(Protocol protocol) => protocol switch
    {
        Protocol.Tcp => "tcp",
        Protocol.Udp => "udp",
        Protocol.Sctp => "sctp",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol that a Service can have."),
    };

    /// <summary>ip:port, an IPv6 address in brackets.</summary>
    public static string Socket(IPAddress address, ushort port) => address.Family() == IpFamily.IPv4 ? $"{address}:{port}" : $"[{address}]:{port}";

    /// <summary>As ipset and iptables have it.</summary>
    public static string Of(IpFamily family) => family == IpFamily.IPv4 ? "inet" : "inet6";

    /// <summary>In double quotes, as iptables-restore reads them (1.4.11 to 1.8.11): a backslash makes the next character ordinary.</summary>
    public static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? "?" : c.ToString()))}\"";
}
