using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>How long a client must wait before silence means that the packet was dropped.</summary>
public static class Probe
{
    /// <summary>For an answer that should come: long, because the machine may be busy.</summary>
    public static TimeSpan ForAnswer { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For an answer that should not come. A connecting IPv6 TCP socket misses the first ICMP error, because it is still locked by the
    /// connect call (kernel 6.18, tcp_v6_err), and hears the second one after its retransmission, 1 s later.
    /// </summary>
    public static TimeSpan ForSilence(IpFamily family, Protocol protocol) =>
        TimeSpan.FromMilliseconds(family == IpFamily.IPv6 && protocol == Protocol.Tcp ? 1400 : 400);

    /// <summary>Makes connections, a few at a time.</summary>
    public static async Task<IReadOnlyList<Outcome>> ManyAsync(Host from, IPEndPoint to, Protocol protocol, int count)
    {
        var outcomes = new Outcome[count];
        var few = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        await Parallel.ForAsync(0, count, few, async (i, _) => outcomes[i] = await from.ConnectAsync(to, protocol, ForAnswer));
        return outcomes;
    }
}
