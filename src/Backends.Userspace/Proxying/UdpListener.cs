using System.Runtime.InteropServices;
using Proxier.Backends.Userspace.Balancing;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The socket that clients of one UDP lane send to, and the flows that it knows. One loop has all of it.</summary>
internal sealed class UdpListener : Watched
{
    /// <summary>Then others have a turn; the loop is told again while there are more.</summary>
    private const int MostInARow = 64;

    private readonly UdpProxy _proxy;
    private readonly Lane _lane;
    private readonly Dictionary<Client, UdpFlow> _flows = [];

    public UdpListener(UdpProxy proxy, Lane lane, int descriptor)
    {
        (_proxy, _lane) = (proxy, lane);
        Descriptor = descriptor;
    }

    private EventLoop Loop => _proxy.Loop;

    /// <summary>On the loop's thread. Returns 0, or errno.</summary>
    public int Begin() => Loop.Watch(this, Epoll.Readable);

    /// <summary>On the loop's thread. Closes it with all its flows: nobody can be answered without it.</summary>
    public void Close()
    {
        if (Descriptor < 0)
            return;
        foreach (UdpFlow flow in _flows.Values.ToArray())
            End(flow);
        Loop.Unwatch(this);
        Sockets.Descriptor.Close(Descriptor);
        Descriptor = -1;
    }

    public override void OnReady(uint events)
    {
        for (int i = 0; i < MostInARow && Descriptor >= 0; i++)
        {
            int length = _proxy.Messages.Receive(Descriptor, out SocketName local);
            if (length >= 0)
                Pass(_proxy.Messages.Sender, local, length);
            else if (Marshal.GetLastPInvokeError() == Numbers.TryAgain)
                return;
        }
    }

    /// <summary>Brings what the endpoint said to the client.</summary>
    public void Answer(UdpFlow flow)
    {
        if (Descriptor < 0)
            End(flow); // it was replaced before the lane closed
        for (int i = 0; i < MostInARow && flow.Descriptor >= 0; i++)
        {
            nint length = Libc.Receive(flow.Descriptor, ref Loop.Buffer[0], Loop.Buffer.Length, Numbers.DoNotWait);
            if (length >= 0)
            {
                _proxy.Used(flow);
                _proxy.Messages.Send(Descriptor, flow.ClientName, flow.Local, (int)length);
                continue;
            }

            if (Marshal.GetLastPInvokeError() == Numbers.ConnectionRefused && !flow.IsReplaced)
                Refused(flow); // its next datagram goes elsewhere
            else
                return;
        }
    }

    public void End(UdpFlow flow)
    {
        if (flow.Descriptor < 0)
            return;
        if (_flows.TryGetValue(flow.Client, out UdpFlow? known) && known == flow)
            _flows.Remove(flow.Client);
        Loop.Unwatch(flow);
        flow.Close();
        flow.Target.Closed();
        _proxy.Remove(flow);
    }

    private void Pass(in SocketName sender, in SocketName local, int length)
    {
        var client = new Client(sender.Key, sender.Port);
        if (_flows.TryGetValue(client, out UdpFlow? flow) && flow.Target.IsGone)
        {
            Replace(flow);
            flow = null;
        }

        SocketName name = sender; // the original may be written over
        Tried tried = default;
        while (tried.Count < DialTimeouts.Attempts)
        {
            flow ??= Open(name, client, tried);
            if (flow is null)
                return;
            flow.Local = local;
            _proxy.Used(flow);
            if (Libc.Send(flow.Descriptor, Loop.Buffer[0], length, Numbers.DoNotWait | Numbers.NoSignal) >= 0)
                return;
            if (Marshal.GetLastPInvokeError() is Numbers.TryAgain or Numbers.NoBuffers)
                return; // lost, as datagrams are
            tried.Add(flow.Target);
            Refused(flow);
            flow = null;
        }
    }

    private UdpFlow? Open(in SocketName sender, Client client, Tried tried)
    {
        if (!_proxy.TryTake())
        {
            _proxy.Limit.Refused($"the limit of {_proxy.Limit.Most} is reached");
            return null;
        }

        if (_lane.Balancer.Choose(client, tried, Loop.NowMs) is { } target)
        {
            int descriptor = Sockets.Descriptor.Connect(target.Name, isStream: false, _proxy.Mark, out int error);
            if (error == 0)
                return Begin(new UdpFlow(this, sender, target, descriptor), client);
            _lane.Balancer.Failed(target, client, Loop.NowMs);
            if (error is Numbers.TooManyInProcess or Numbers.TooManyInSystem)
                _proxy.Limit.Refused("no descriptor is left");
        }

        _proxy.Limit.Return();
        return null;
    }

    private UdpFlow? Begin(UdpFlow flow, Client client)
    {
        _proxy.Add(flow);
        _flows[client] = flow;
        if (Loop.Watch(flow, Epoll.Readable) == 0)
            return flow;
        End(flow);
        return null;
    }

    private void Refused(UdpFlow flow)
    {
        flow.Target.Opened(); // a failure counts as an end, and the flow's own end comes later
        _lane.Balancer.Failed(flow.Target, flow.Client, Loop.NowMs);
        End(flow);
    }

    private void Replace(UdpFlow flow)
    {
        _flows.Remove(flow.Client);
        flow.IsReplaced = true;
    }
}
