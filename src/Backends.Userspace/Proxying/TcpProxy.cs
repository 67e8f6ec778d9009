using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The TCP connections of one loop.</summary>
internal sealed class TcpProxy
{
    private readonly LinkedList<TcpConnection> _connections = [];
    private readonly List<TcpListener> _paused = [];

    public TcpProxy(EventLoop loop, ConnectionLimit limit, UserspaceOptions options)
    {
        (Loop, Limit, Options) = (loop, limit, options);
        loop.Swept += Sweep;
    }

    public EventLoop Loop { get; }

    public ConnectionLimit Limit { get; }

    public UserspaceOptions Options { get; }

    /// <summary>Of packets to endpoints: they are never redirected again.</summary>
    public uint Mark { get; set; }

    /// <summary>Takes over a client that was accepted.</summary>
    public void Accepted(Lane lane, int descriptor, in SocketName client)
    {
        if (!Limit.TryTake())
        {
            Limit.Refused($"the limit of {Limit.Most} is reached");
            Descriptor.Reset(descriptor);
            return;
        }

        var connection = new TcpConnection(this, lane, descriptor, client);
        connection.Node = _connections.AddLast(connection);
        connection.Dial();
    }

    public void Closed(TcpConnection connection)
    {
        if (connection.Node is { } node)
            _connections.Remove(node);
        Limit.Return();
    }

    /// <summary>Nothing can be accepted before something was closed: the listener pauses until the next sweep, and clients wait in its queue.</summary>
    public void Exhausted(TcpListener listener)
    {
        Limit.Refused("no descriptor is left, and no connection can be accepted for a second");
        Loop.Unwatch(listener, staysOpen: true);
        _paused.Add(listener);
    }

    public void CloseAll()
    {
        foreach (TcpConnection connection in _connections.ToArray())
            connection.Close(byReset: true);
    }

    private void Sweep()
    {
        foreach (TcpListener listener in _paused)
            listener.Begin();
        _paused.Clear();
        LinkedListNode<TcpConnection>? next;
        for (LinkedListNode<TcpConnection>? node = _connections.First; node is not null; node = next)
        {
            next = node.Next;
            node.Value.Sweep();
        }
    }
}
