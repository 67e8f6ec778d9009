using Proxier.Backends.Userspace.Balancing;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The datagrams of one client, and a socket of its own to its endpoint, by which the answers find their way.</summary>
internal sealed class UdpFlow : Watched
{
    private readonly UdpListener _listener;

    public UdpFlow(UdpListener listener, in SocketName client, Target target, int descriptor)
    {
        (_listener, ClientName, Target, Descriptor) = (listener, client, target, descriptor);
        Node = new LinkedListNode<UdpFlow>(this);
    }

    public SocketName ClientName { get; }

    /// <summary>Where the client sends to, and expects answers from.</summary>
    public SocketName Local { get; set; }

    public Target Target { get; }

    public long LastMs { get; set; }

    /// <summary>Its client has another one now; only an answer that is under way still comes.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>In the list of the loop, the one that was used longest ago first.</summary>
    public LinkedListNode<UdpFlow> Node { get; }

    public Client Client => new(ClientName.Key, ClientName.Port);

    public override void OnReady(uint events) => _listener.Answer(this);

    /// <summary>The owner ended the watch before.</summary>
    public void Close()
    {
        Sockets.Descriptor.Close(Descriptor);
        Descriptor = -1;
    }

    /// <summary>Ends it, wherever it is.</summary>
    public void End() => _listener.End(this);
}
