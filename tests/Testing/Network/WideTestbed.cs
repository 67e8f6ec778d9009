using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Proxier.Testing.Network;

/// <summary>
/// A client, a node that forwards, and a place that answers on every address of a generated cluster's endpoints: rules for any number of them
/// can be met by packets. Removed when disposed.
/// </summary>
public sealed class WideTestbed : IAsyncDisposable
{
    /// <summary>That of every endpoint of a generated cluster.</summary>
    private const int EndpointPort = 8080;

    private readonly string _prefix = $"pxwide{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private Socket? _listening;

    private WideTestbed()
    {
    }

    /// <summary>A pod by its address, so that nothing masquerades it.</summary>
    public NetworkNamespace Client { get; private set; } = null!; // made by CreateAsync

    public NetworkNamespace Node { get; private set; } = null!; // made by CreateAsync

    private NetworkNamespace Endpoints { get; set; } = null!; // made by CreateAsync

    public static async Task<WideTestbed> CreateAsync()
    {
        var bed = new WideTestbed();
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), [.. bed.Names.Select(name => $"netns add {name}")]);
        (bed.Client, bed.Node, bed.Endpoints) = (new(bed.Names[0]), new(bed.Names[1]), new(bed.Names[2]));
        foreach (NetworkNamespace place in bed.Places)
            await place.SetSysctlsAsync(Topology.Sysctls(isRouter: place == bed.Node));
        await bed.Node.ConfigureAsync(
        [
            $"link add toclient type veth peer name eth0 netns {bed.Client.Name}", $"link add toends type veth peer name eth0 netns {bed.Endpoints.Name}",
            "link set lo up", "link set toclient up", "link set toends up", "addr add 10.255.0.1/24 dev toclient", "addr add 10.254.0.1/24 dev toends",
        ]);
        await bed.Client.ConfigureAsync(["link set lo up", "link set eth0 up", "addr add 10.255.0.2/24 dev eth0", "route add default via 10.255.0.1"]);
        // The table "local" would take the answers to the client, too.
        await bed.Endpoints.ConfigureAsync(
            ["link set lo up", "link set eth0 up", "addr add 10.254.0.2/24 dev eth0", "route add default via 10.254.0.1", "route add local 10.128.0.0/10 dev lo table main"]);
        await bed.Node.ConfigureAsync(["route add 10.128.0.0/10 via 10.254.0.2"]);
        await bed.ListenAsync();
        return bed;
    }

    /// <summary>Which endpoint answers a new connection of the client.</summary>
    public async Task<IPAddress> AskAsync(IPEndPoint service)
    {
        using Socket socket = await Client.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        using var patience = new CancellationTokenSource(Patience.Limit);
        await socket.ConnectAsync(service, patience.Token);
        var answer = new byte[64];
        int length = await socket.ReceiveAsync(answer, patience.Token);
        return IPAddress.Parse(Encoding.ASCII.GetString(answer, 0, length));
    }

    public async ValueTask DisposeAsync()
    {
        _listening?.Dispose();
        foreach (NetworkNamespace place in Places)
            place.Dispose();
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), [.. Names.Select(name => $"netns del {name}")]);
    }

    private string[] Names => [$"{_prefix}client", $"{_prefix}node", $"{_prefix}ends"];

    private NetworkNamespace[] Places => [Client, Node, Endpoints];

    private async Task ListenAsync()
    {
        _listening = await Endpoints.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        _listening.Bind(new IPEndPoint(IPAddress.Any, EndpointPort));
        _listening.Listen(4096);
        _ = AcceptAsync(_listening);
    }

    private static async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listening.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The testbed goes.
        }
    }

    /// <summary>Says who it is, and takes whatever comes.</summary>
    private static async Task AnswerAsync(Socket client)
    {
        using Socket socket = client;
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(((IPEndPoint)socket.LocalEndPoint!).Address.ToString())); // a connected socket has one
            var taken = new byte[1 << 18];
            while (await socket.ReceiveAsync(taken) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Clients end by a reset.
        }
    }
}
