using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The UDP flows of one loop, ordered by their last use: when there is room for no more, the first one goes.</summary>
internal sealed class UdpProxy
{
    /// <summary>For an answer that is under way from an endpoint that left.</summary>
    private const long ReplacedMs = 1000;

    private readonly LinkedList<UdpFlow> _flows = [];

    public UdpProxy(EventLoop loop, ConnectionLimit limit, UserspaceOptions options)
    {
        (Loop, Limit, Options, Messages) = (loop, limit, options, new Messages(loop.Buffer));
        loop.Swept += Sweep;
    }

    public EventLoop Loop { get; }

    public ConnectionLimit Limit { get; }

    public UserspaceOptions Options { get; }

    public Messages Messages { get; }

    /// <summary>Of packets to endpoints: they are never redirected again.</summary>
    public uint Mark { get; set; }

    /// <summary>Makes room for one more. False when there is none and nothing of this loop can go.</summary>
    public bool TryTake()
    {
        if (Limit.TryTake())
            return true;
        if (_flows.First is not { } oldest)
            return false;
        oldest.Value.End();
        return Limit.TryTake();
    }

    public void Add(UdpFlow flow)
    {
        flow.LastMs = Loop.NowMs;
        _flows.AddLast(flow.Node);
    }

    public void Used(UdpFlow flow)
    {
        flow.LastMs = Loop.NowMs;
        if (flow.Node.Next is null)
            return;
        _flows.Remove(flow.Node);
        _flows.AddLast(flow.Node);
    }

    public void Remove(UdpFlow flow)
    {
        _flows.Remove(flow.Node);
        Limit.Return();
    }

    public void CloseAll()
    {
        while (_flows.First is { } first)
            first.Value.End();
    }

    private void Sweep()
    {
        var idleMs = (long)Options.UdpIdleLimit.TotalMilliseconds;
        LinkedListNode<UdpFlow>? next;
        for (LinkedListNode<UdpFlow>? node = _flows.First; node is not null; node = next)
        {
            next = node.Next;
            long unusedMs = Loop.NowMs - node.Value.LastMs;
            if (unusedMs < ReplacedMs)
                return; // and so were all that follow
            if (unusedMs >= idleMs || node.Value.IsReplaced)
                node.Value.End();
        }
    }
}
