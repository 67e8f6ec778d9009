using Proxier.Backends.Userspace.Sockets;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The sockets that a lane listens on.</summary>
internal sealed class OpenLane
{
    /// <summary>A program that is being started holds a copy of a UDP socket that we have closed, and so its port, until its execve(2).</summary>
    private const int MostAttempts = 10;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(20);

    private readonly Lane _lane;
    private readonly IReadOnlyList<ProxyLoop> _loops;
    private readonly List<(ProxyLoop Loop, TcpListener Listener)> _tcp = [];
    private UdpListener? _udp;
    private int _descriptor = -1;

    private OpenLane(Lane lane, ushort port, IReadOnlyList<ProxyLoop> loops) => (_lane, Port, _loops) = (lane, port, loops);

    public ushort Port { get; }

    public Protocol Protocol => _lane.Name.Service.Protocol;

    /// <exception cref="ProxyPortTakenException">Somebody else listens there.</exception>
    /// <exception cref="ProxyPortRefusedException">The kernel refused for another reason.</exception>
    public static async Task<OpenLane> OpenAsync(Lane lane, IpFamily family, ushort port, IReadOnlyList<ProxyLoop> loops)
    {
        var open = new OpenLane(lane, port, loops);
        ushort word = family == IpFamily.IPv4 ? Numbers.FamilyIPv4 : Numbers.FamilyIPv6;
        int descriptor = await open.ListenAsync(word).ConfigureAwait(false);
        for (int attempt = 1; attempt < MostAttempts && descriptor == -Numbers.AddressInUse; attempt++)
        {
            await Task.Delay(BetweenAttempts).ConfigureAwait(false);
            descriptor = await open.ListenAsync(word).ConfigureAwait(false);
        }

        if (descriptor == -Numbers.AddressInUse)
            throw new ProxyPortTakenException(lane.Name.ToString(), port);
        if (descriptor < 0)
            throw new ProxyPortRefusedException(lane.Name.ToString(), port, -descriptor);
        open._descriptor = descriptor;
        await open.BeginAsync().ConfigureAwait(false);
        return open;
    }

    public async Task CloseAsync()
    {
        if (_udp is not null)
        {
            await UdpLoop.Loop.CallAsync(() =>
            {
                _udp.Close();
                return true;
            }).ConfigureAwait(false);
            return;
        }

        await Task.WhenAll(_tcp.Select(each => each.Loop.Loop.CallAsync(() =>
        {
            each.Listener.End();
            return true;
        }))).ConfigureAwait(false);
        Descriptor.CloseListening(_descriptor);
    }

    /// <summary>The flows of a UDP lane are on one loop, as answers go out by the socket that clients send to.</summary>
    private ProxyLoop UdpLoop => _loops[Port % _loops.Count];

    private Task<int> ListenAsync(ushort family) => UdpLoop.Loop.CallAsync(() => Descriptor.Listen(family, Protocol == Protocol.Tcp, Port));

    private async Task BeginAsync()
    {
        if (Protocol == Protocol.Udp)
        {
            _udp = new UdpListener(UdpLoop.Udp, _lane, _descriptor);
            await BeginOnAsync(UdpLoop, _udp.Begin).ConfigureAwait(false);
            return;
        }

        foreach (ProxyLoop loop in _loops)
        {
            var listener = new TcpListener(loop.Tcp, _lane, _descriptor);
            _tcp.Add((loop, listener));
            await BeginOnAsync(loop, listener.Begin).ConfigureAwait(false);
        }
    }

    private async Task BeginOnAsync(ProxyLoop loop, Func<int> begin)
    {
        if (await loop.Loop.CallAsync(begin).ConfigureAwait(false) is var error and not 0)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new ProxyPortRefusedException(_lane.Name.ToString(), Port, error);
        }
    }
}
