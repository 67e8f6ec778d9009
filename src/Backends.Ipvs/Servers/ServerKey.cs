using System.Net;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Servers;

/// <summary>Where a virtual server listens. Ordered by address (numerically), protocol and port.</summary>
internal readonly record struct ServerKey(IPAddress Address, Protocol Protocol, ushort Port) : IComparable<ServerKey>
{
    /// <summary>As ipvsadm wants it: <c>-t 10.96.0.10:80</c>.</summary>
    public override string ToString() => $"{Option} {RuleWords.Socket(Address, Port)}";

    /// <summary>As ipset wants it: <c>10.96.0.10,tcp:80</c>.</summary>
    public string Member => $"{Address},{RuleWords.Of(Protocol)}:{Port}";

    private string Option => Protocol switch
    {
        Protocol.Tcp => "-t",
        Protocol.Udp => "-u",
        _ => "--sctp-service",
    };

    public int CompareTo(ServerKey other)
    {
        int order = Address.ToNumber().CompareTo(other.Address.ToNumber());
        if (order == 0)
            order = Protocol.CompareTo(other.Protocol);
        return order != 0 ? order : Port.CompareTo(other.Port);
    }
}
