using System.Buffers;
using System.Runtime.InteropServices;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>One of the two sockets of a connection.</summary>
internal sealed class TcpSide(TcpConnection owner) : Watched
{
    private byte[]? _waiting;
    private int _waitingFrom;
    private int _waitingCount;

    /// <summary>There may be something to read.</summary>
    public bool IsReadable { get; set; }

    /// <summary>The peer has said that it is done, or gone: read to the end, however little comes.</summary>
    public bool IsEnding { get; set; }

    /// <summary>All that the peer had to say was read.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>It was told that there is no more to come.</summary>
    public bool IsShut { get; private set; }

    public bool HasWaiting => _waitingCount > 0;

    public void Open(int descriptor) => Descriptor = descriptor;

    public override void OnReady(uint events)
    {
        if ((events & (Epoll.PeerDone | Epoll.HungUp | Epoll.Failed)) != 0)
            IsEnding = true;
        if ((events & (Epoll.Readable | Epoll.PeerDone | Epoll.HungUp | Epoll.Failed)) != 0)
            IsReadable = true;
        owner.OnReady(this, events);
    }

    /// <summary>Sends, and keeps what the kernel does not take.</summary>
    /// <returns>False when the connection is broken.</returns>
    public bool Send(ReadOnlySpan<byte> data)
    {
        int sent = TrySend(data);
        if (sent < 0)
            return false;
        if (sent < data.Length)
            Keep(data[sent..]);
        return true;
    }

    /// <summary>Sends what waits; some of it may go on waiting.</summary>
    /// <returns>False when the connection is broken.</returns>
    public bool Flush()
    {
        int sent = TrySend(_waiting.AsSpan(_waitingFrom, _waitingCount));
        if (sent < 0)
            return false;
        _waitingFrom += sent;
        _waitingCount -= sent;
        if (_waitingCount == 0)
            Release();
        return true;
    }

    public void Shut()
    {
        IsShut = true;
        _ = Libc.Shutdown(Descriptor, Numbers.ShutdownSend);
    }

    public void Close(bool byReset)
    {
        if (Descriptor < 0)
            return;
        if (byReset)
            Sockets.Descriptor.Reset(Descriptor);
        else
            Sockets.Descriptor.Close(Descriptor);
        Descriptor = -1;
        Release();
    }

    private int TrySend(ReadOnlySpan<byte> data)
    {
        nint sent = Libc.Send(Descriptor, data[0], data.Length, Numbers.DoNotWait | Numbers.NoSignal);
        if (sent >= 0)
            return (int)sent;
        return Marshal.GetLastPInvokeError() is Numbers.TryAgain or Numbers.Interrupted ? 0 : -1;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        _waiting = ArrayPool<byte>.Shared.Rent(rest.Length);
        rest.CopyTo(_waiting);
        (_waitingFrom, _waitingCount) = (0, rest.Length);
    }

    private void Release()
    {
        if (_waiting is not null)
            ArrayPool<byte>.Shared.Return(_waiting);
        (_waiting, _waitingCount) = (null, 0);
    }
}
