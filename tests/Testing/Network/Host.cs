using System.Net;
using System.Net.Sockets;
using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>A pod, a node or a client: a name and addresses in a namespace, where connections begin and end.</summary>
/// <param name="Addresses">Where it listens, and what it connects from.</param>
public sealed record Host(string Name, NetworkNamespace Namespace, AddressPair Addresses)
{
    /// <summary>Connect from <see cref="Addresses"/>; otherwise from what the kernel chooses.</summary>
    public bool HasFixedSource { get; init; } = true;

    /// <summary>Ends TCP connections by a reset, after which the port can be used again at once: for clients that connect without pause.</summary>
    public bool EndsByReset { get; init; }

    /// <summary>Its connections reach endpoints from the node's address, whatever the policies say.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The node it runs on; null for a client outside the cluster.</summary>
    public string? NodeName { get; init; }

    /// <summary>Makes one connection, or sends one datagram, and waits for the answer.</summary>
    /// <param name="patience">When nothing came until then, the outcome is <see cref="Outcome.TimedOut"/>.</param>
    public async Task<Outcome> ConnectAsync(IPEndPoint to, Protocol protocol, TimeSpan patience)
    {
        await using Conversation conversation = await OpenAsync(to, protocol);
        return await conversation.AskAsync(patience);
    }

    /// <summary>A conversation that stays open: nothing is sent before its first question.</summary>
    public async Task<Conversation> OpenAsync(IPEndPoint to, Protocol protocol)
    {
        Socket socket = await Namespace.OpenSocketAsync(to.AddressFamily, SocketTypeOf(protocol));
        IpFamily family = to.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;
        if (protocol == Protocol.Udp)
            HearEveryError(socket, family);
        else if (EndsByReset)
            socket.LingerState = new LingerOption(true, 0);
        BindToNextPort(socket, HasFixedSource ? Addresses[family] : family == IpFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any);
        return new Conversation(socket, to);
    }

    public override string ToString() => Name;

    /// <summary>A program in the same namespace, such as the daemon, may hold a port that the kernel chose for it.</summary>
    private void BindToNextPort(Socket socket, IPAddress source)
    {
        while (true)
        {
            try
            {
                socket.Bind(new IPEndPoint(source, Namespace.NextClientPort()));
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The one after it, then.
            }
        }
    }

    /// <summary>Without IP_RECVERR a UDP socket hears of a closed port but not of an unreachable host: ip(7).</summary>
    private static void HearEveryError(Socket socket, IpFamily family) =>
        socket.SetRawSocketOption(family == IpFamily.IPv4 ? 0 : 41, family == IpFamily.IPv4 ? 11 : 25, BitConverter.GetBytes(1));

    internal static SocketType SocketTypeOf(Protocol protocol) => protocol switch
    {
        Protocol.Tcp => SocketType.Stream,
        Protocol.Udp => SocketType.Dgram,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "SCTP is tested by looking at rules."),
    };
}
