using System.Runtime.InteropServices;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The listening socket of one lane, as one loop sees it: every loop accepts from it, and keeps what it accepts.</summary>
internal sealed class TcpListener : Watched
{
    /// <summary>Then others have a turn; the loop is told again while somebody waits.</summary>
    private const int MostAcceptsInARow = 64;

    private readonly TcpProxy _proxy;
    private readonly Lane _lane;

    public TcpListener(TcpProxy proxy, Lane lane, int descriptor)
    {
        (_proxy, _lane) = (proxy, lane);
        Descriptor = descriptor;
    }

    /// <summary>On the loop's thread. Returns 0, or errno.</summary>
    public int Begin() => Descriptor < 0 ? 0 : _proxy.Loop.Watch(this, Epoll.Readable | Epoll.OneWaiter);

    /// <summary>On the loop's thread. The descriptor is for the lane to close, once every loop is done with it.</summary>
    public void End()
    {
        _proxy.Loop.Unwatch(this, staysOpen: true);
        Descriptor = -1;
    }

    public override void OnReady(uint events)
    {
        for (int i = 0; i < MostAcceptsInARow && Descriptor >= 0; i++)
        {
            var name = default(SocketName);
            int length = SocketName.Size;
            int client = Libc.Accept(Descriptor, ref name, ref length, Numbers.NonBlocking | Numbers.CloseOnExec);
            if (client >= 0)
            {
                _proxy.Accepted(_lane, client, name);
                continue;
            }

            if (Marshal.GetLastPInvokeError() is Numbers.TooManyInProcess or Numbers.TooManyInSystem or Numbers.NoBuffers or Numbers.OutOfMemory)
                _proxy.Exhausted(this);
            return;
        }
    }
}
