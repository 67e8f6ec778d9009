using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Userspace.Tests;

/// <summary>A data plane on the loopback of a namespace of its own, with one lane and endpoints that tests make.</summary>
internal sealed class PlaneHarness : IAsyncDisposable
{
    public const ushort LanePort = 61000;

    /// <summary>For one call of a socket.</summary>
    public static readonly int PatienceMs = (int)Patience.Limit.TotalMilliseconds;

    private readonly List<Socket> _sockets = [];
    private readonly LoneNamespace _lone;
    private readonly Protocol _protocol;

    private PlaneHarness(LoneNamespace lone, Protocol protocol, Action<UserspaceOptions> configure)
    {
        (_lone, _protocol) = (lone, protocol);
        var options = new UserspaceOptions { EnterThread = lone.Network.Join, Threads = 1 };
        configure(options);
        Plane = new DataPlane(Options.Create(options), Time, Log);
    }

    public ManualTime Time { get; } = new();

    public CountingLogger<DataPlane> Log { get; } = new();

    public DataPlane Plane { get; }

    public NetworkNamespace Network => _lone.Network;

    public static async Task<PlaneHarness> CreateAsync(Protocol protocol = Protocol.Tcp, Action<UserspaceOptions>? configure = null)
    {
        LoneNamespace lone = await LoneNamespace.CreateAsync();
        await lone.Network.ConfigureAsync(["link set lo up"]);
        return new PlaneHarness(lone, protocol, configure ?? (_ => { }));
    }

    /// <summary>Makes the lane lead to these ports, with or without sockets behind them.</summary>
    public async Task LeadToAsync(IReadOnlyList<Socket> endpoints, Func<LaneSpec, LaneSpec>? change = null)
    {
        LaneSpec spec = new(Name, LanePort, new EndpointPool([.. endpoints.Select(endpoint => new Endpoint(IPAddress.Loopback, (ushort)PortOf(endpoint), IsLocal: true))]));
        spec = change is null ? spec : change(spec);
        await Plane[IpFamily.IPv4].OpenAsync([spec], await Plane.StartAsync(1u << 14));
        await Plane[IpFamily.IPv4].CloseOthersAsync([spec]);
    }

    public Task CloseLaneAsync() => Plane[IpFamily.IPv4].CloseAllAsync();

    /// <summary>An endpoint; TCP listens, with room for many.</summary>
    public async Task<Socket> EndpointAsync()
    {
        Socket socket = await SocketAsync();
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (_protocol == Protocol.Tcp)
            socket.Listen(4096);
        return socket;
    }

    /// <summary>A port on which nobody listens, and which nobody else gets.</summary>
    public async Task<Socket> RefusingAsync()
    {
        Socket socket = await Network.OpenSocketAsync(AddressFamily.InterNetwork, _protocol == Protocol.Tcp ? SocketType.Stream : SocketType.Dgram);
        _sockets.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (_protocol == Protocol.Udp)
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 9)); // hears one peer only; others are refused
        return socket;
    }

    /// <summary>A client that is connected to the lane.</summary>
    public async Task<Socket> ClientAsync()
    {
        Socket socket = await SocketAsync();
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, LanePort));
        return socket;
    }

    public async Task<Socket> SocketAsync()
    {
        Socket socket = await Network.OpenSocketAsync(AddressFamily.InterNetwork, _protocol == Protocol.Tcp ? SocketType.Stream : SocketType.Dgram);
        socket.ReceiveTimeout = socket.SendTimeout = PatienceMs;
        _sockets.Add(socket);
        return socket;
    }

    /// <summary>A client and its end at the endpoint.</summary>
    public async Task<(Socket Client, Socket Server)> PairAsync(Socket endpoint)
    {
        Socket client = await ClientAsync();
        Socket server = await endpoint.AcceptAsync().WaitAsync(Patience.Limit);
        server.ReceiveTimeout = PatienceMs;
        _sockets.Add(server);
        return (client, server);
    }

    /// <summary>What the thread that moves data has allocated so far, in bytes.</summary>
    public async Task<long> AllocatedAsync() => await (await Plane.StartAsync(1u << 14))[0].Loop.CallAsync(GC.GetAllocatedBytesForCurrentThread);

    public async ValueTask DisposeAsync()
    {
        foreach (Socket socket in _sockets)
            socket.Dispose();
        Plane.Dispose();
        await _lone.DisposeAsync();
    }

    public LaneName Name => new(new ServicePortName(new ObjectName("shop", "web"), "", _protocol), IsLocal: false);

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port; // it is bound
}
