using System.ComponentModel;
using System.Net.Sockets;
using Proxier.Core.Conntrack;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Netlink;

/// <summary>
/// Reads and deletes tracked flows by netlink. The tool <c>conntrack</c> deletes by addresses and ports, which also hits a flow that came after
/// the one that was meant.
/// </summary>
internal sealed class ConntrackTable : IFlowTable
{
    private const int LargestDatagram = 1 << 16;
    private const int NoEntry = 2;

    /// <summary>The kernel answers within the call that sends; a dump goes on with each receive.</summary>
    private const int TimeoutMs = 60_000;

    public IEnumerable<Flow> ReadUdp(IpFamily family, CancellationToken cancel)
    {
        using Socket socket = Open();
        Send(socket, ConntrackMessages.Dump(family));
        var buffer = new byte[LargestDatagram];
        var flows = new List<Flow>();
        bool isOver = false;
        while (!isOver)
        {
            cancel.ThrowIfCancellationRequested();
            isOver = ConntrackMessages.Read(buffer.AsSpan(0, Receive(socket, buffer)), family, flows, out int error);
            if (error != 0)
                throw Refused("telling the flows that it tracks", new Win32Exception(error));
            foreach (Flow flow in flows)
                yield return flow;
            flows.Clear();
        }
    }

    public bool Delete(IpFamily family, Flow flow)
    {
        using Socket socket = Open();
        Send(socket, ConntrackMessages.Delete(family, flow));
        var buffer = new byte[LargestDatagram];
        ConntrackMessages.Read(buffer.AsSpan(0, Receive(socket, buffer)), family, [], out int error);
        return error switch
        {
            0 => true,
            NoEntry => false,
            _ => throw Refused($"deleting the flow from {flow.Source} to {flow.Destination}", new Win32Exception(error)),
        };
    }

    private static Socket Open()
    {
        try
        {
            Socket socket = NetlinkSocket.Open();
            socket.ReceiveTimeout = TimeoutMs;
            return socket;
        }
        catch (Win32Exception e)
        {
            throw Refused("a connection to connection tracking", e);
        }
    }

    private static void Send(Socket socket, byte[] message)
    {
        try
        {
            socket.Send(message);
        }
        catch (SocketException e)
        {
            throw Refused("a request to connection tracking", e);
        }
    }

    private static int Receive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException e)
        {
            throw Refused("an answer of connection tracking", e);
        }
    }

    private static NetlinkException Refused(string what, Exception error) => new($"The kernel refused {what}: {error.Message}", error);
}
