using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>How long a client must wait before silence means that the packet was dropped.</summary>
public static class Probe
{
    /// <summary>For an answer that should come: long, because the machine may be busy.</summary>
    public static TimeSpan ForAnswer { get; } = Patience.Limit / 3;

    /// <summary>
    /// For an answer that should not come. A connecting IPv6 TCP socket misses the first ICMP error, because it is still locked by the
    /// connect call (kernel 6.18, tcp_v6_err), and hears the second one after its retransmission, 1 s later.
    /// </summary>
    public static TimeSpan ForSilence(IpFamily family, Protocol protocol) =>
        TimeSpan.FromMilliseconds(family == IpFamily.IPv6 && protocol == Protocol.Tcp ? 1400 : 400);
}
