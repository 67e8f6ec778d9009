using System.Runtime.InteropServices;
using Proxier.Backends.Userspace.Balancing;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>
/// A client's connection and the one to its endpoint. First it dials, one endpoint after the other; then it passes on what comes, each way
/// until that way ends. Nothing is read before the other side takes it, so the kernel's buffers hold a fast sender back.
/// </summary>
internal sealed class TcpConnection
{
    /// <summary>Then others have a turn.</summary>
    private const int MostReadsInARow = 16;

    private readonly TcpProxy _proxy;
    private readonly Lane _lane;
    private readonly SocketName _clientName;
    private readonly TcpSide _client;
    private readonly TcpSide _upstream;
    private Target? _target;
    private Tried _tried;
    private int _attempt;
    private bool _hasTimedOut;
    private bool _isKeptAlive;
    private State _state;
    private long _lastMs;
    private Action? _move;

    public TcpConnection(TcpProxy proxy, Lane lane, int descriptor, in SocketName clientName)
    {
        (_proxy, _lane, _clientName) = (proxy, lane, clientName);
        (_client, _upstream) = (new TcpSide(this), new TcpSide(this));
        _client.Open(descriptor);
    }

    private enum State
    {
        Dialing,
        Open,
        Closed,
    }

    /// <summary>In the list of its loop.</summary>
    public LinkedListNode<TcpConnection>? Node { get; set; }

    private EventLoop Loop => _proxy.Loop;

    private Client Client => new(_clientName.Key, _clientName.Port);

    public bool IsDialing(int serial) => _state == State.Dialing && _attempt == serial;

    /// <summary>Tries the next endpoint, and goes on until one is under way.</summary>
    public void Dial()
    {
        _lastMs = Loop.NowMs;
        while (_state == State.Dialing)
        {
            if (HasNobodyLeft || _lane.Balancer.Choose(Client, _tried, Loop.NowMs) is not { } target)
            {
                Close(byReset: true);
                return;
            }

            _target = target;
            int descriptor = Descriptor.Connect(target.Name, isStream: true, _proxy.Mark, out int error);
            if (error is Numbers.TooManyInProcess or Numbers.TooManyInSystem)
            {
                _proxy.Limit.Refused("no descriptor is left");
                Close(byReset: true);
                return;
            }

            if (error == 0 && Begin(descriptor))
                return;
            DialFailed();
        }
    }

    public void DialTimedOut(int serial)
    {
        if (!IsDialing(serial))
            return;
        _hasTimedOut = true;
        GiveUpDial();
        Dial();
    }

    public void OnReady(TcpSide side, uint events)
    {
        if (_state == State.Dialing)
            Dialed(events);
        else if (_state == State.Open)
            Move();
    }

    /// <summary>Once a second: ends what nobody uses, and what had its time to end.</summary>
    public void Sweep()
    {
        if (_state != State.Open)
            return;
        KeepAlive();
        UserspaceOptions limits = _proxy.Options;
        TimeSpan idle = TimeSpan.FromMilliseconds(Loop.NowMs - _lastMs);
        if (idle >= limits.TcpIdleLimit || ((_client.IsAtEnd || _upstream.IsAtEnd) && idle >= limits.TcpHalfClosedLimit) || _target?.DrainUntilMs <= Loop.NowMs)
            Close(byReset: true);
    }

    public void Close(bool byReset)
    {
        if (_state == State.Closed)
            return;
        _state = State.Closed;
        foreach (TcpSide side in (ReadOnlySpan<TcpSide>)[_client, _upstream])
        {
            Loop.Unwatch(side);
            side.Close(byReset);
        }

        _target?.Closed();
        _proxy.Closed(this);
    }

    /// <summary>Every endpoint refused at once, or all attempts are used up: one that only was slow gets another try.</summary>
    private bool HasNobodyLeft => _attempt == DialTimeouts.Attempts || (_attempt > 0 && !_hasTimedOut && _tried.Count >= _lane.Balancer.Count);

    private bool Begin(int descriptor)
    {
        _upstream.Open(descriptor);
        if (Loop.Watch(_upstream, Epoll.Readable | Epoll.Writable | Epoll.PeerDone | Epoll.OnChange) != 0)
            return false;
        Loop.Dials.Add(this, _attempt, _attempt, Loop.NowMs);
        return true;
    }

    private void Dialed(uint events)
    {
        if ((events & (Epoll.Writable | Epoll.Failed | Epoll.HungUp)) == 0)
            return;
        if ((events & (Epoll.Failed | Epoll.HungUp)) != 0 && Descriptor.ErrorOf(_upstream.Descriptor) != 0)
        {
            GiveUpDial();
            Dial();
            return;
        }

        _state = State.Open;
        _client.IsReadable = true; // most clients speak first, and have by now
        if (_lane.HasProxyHeader)
            SendProxyHeader();
        if (_state == State.Open && Loop.Watch(_client, Epoll.Readable | Epoll.Writable | Epoll.PeerDone | Epoll.OnChange) != 0)
            Close(byReset: true);
        Move();
    }

    private void GiveUpDial()
    {
        Loop.Unwatch(_upstream);
        _upstream.Close(byReset: true);
        (_upstream.IsReadable, _upstream.IsEnding) = (false, false);
        DialFailed();
    }

    private void DialFailed()
    {
        _upstream.Close(byReset: true);
        _lane.Balancer.Failed(_target!, Client, Loop.NowMs); // it was chosen
        _tried.Add(_target!);
        _target = null;
        _attempt++;
    }

    /// <summary>Not at the beginning: most connections are over before the first sweep, and need not pay for it.</summary>
    private void KeepAlive()
    {
        if (_isKeptAlive)
            return;
        _isKeptAlive = true;
        Descriptor.KeepAlive(_client.Descriptor);
        Descriptor.KeepAlive(_upstream.Descriptor);
    }

    private void SendProxyHeader()
    {
        Span<byte> header = stackalloc byte[ProxyHeader.MaxLength];
        int length = ProxyHeader.Write(header, _clientName, Descriptor.DestinationOf(_client.Descriptor, _clientName.Family));
        if (!_upstream.Send(header[..length]))
            Close(byReset: true);
    }

    private void Move()
    {
        // An answer that is there already is not lost when the endpoint takes no more.
        if (_state == State.Open)
            Move(_upstream, _client);
        if (_state == State.Open)
            Move(_client, _upstream);
    }

    private void Move(TcpSide from, TcpSide to)
    {
        for (int reads = 0; reads < MostReadsInARow; reads++)
        {
            if (to.HasWaiting && (!CanGoOn(to.Flush()) || to.HasWaiting))
                return;
            if (from.IsAtEnd)
            {
                if (to.IsAtEnd && !from.HasWaiting)
                    Close(byReset: false); // both have said all
                else if (!to.IsShut)
                    to.Shut();
                return;
            }

            if (!from.IsReadable || !Pass(from, to))
                return;
        }

        Loop.Again(_move ??= Move);
    }

    /// <summary>Reads once, and sends that. False when there is nothing to read, or no connection any more.</summary>
    private bool Pass(TcpSide from, TcpSide to)
    {
        Span<byte> buffer = Loop.Buffer;
        nint count = Libc.Receive(from.Descriptor, ref buffer[0], buffer.Length, Numbers.DoNotWait);
        if (count > 0)
        {
            _lastMs = Loop.NowMs;
            from.IsReadable = count == buffer.Length || from.IsEnding; // less than asked for is all there was, and more will be told
            return CanGoOn(to.Send(buffer[..(int)count]));
        }

        if (count == 0)
        {
            from.IsAtEnd = true;
            return true;
        }

        from.IsReadable = false;
        if (Marshal.GetLastPInvokeError() is not (Numbers.TryAgain or Numbers.Interrupted))
            Close(byReset: true);
        return false;
    }

    private bool CanGoOn(bool isFine)
    {
        if (!isFine)
            Close(byReset: true);
        return isFine;
    }
}
