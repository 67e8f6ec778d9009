namespace Proxier.Backends.Userspace.Proxying;

/// <summary>A loop with its connections and flows.</summary>
internal sealed record ProxyLoop(EventLoop Loop, TcpProxy Tcp, UdpProxy Udp)
{
    public void SetMark(uint mark) => (Tcp.Mark, Udp.Mark) = (mark, mark);

    /// <summary>Ends everything that is open.</summary>
    public Task<bool> CloseAllAsync() => Loop.CallAsync(() =>
    {
        Tcp.CloseAll();
        Udp.CloseAll();
        return true;
    });
}
