using System.Net;
using System.Net.Sockets;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>Endpoints that send back what they get.</summary>
internal sealed class EchoServers : IDisposable
{
    private readonly List<Socket> _listening = [];

    private EchoServers()
    {
    }

    public static async Task<EchoServers> StartAsync(IEnumerable<Host> hosts, int port)
    {
        var servers = new EchoServers();
        foreach (Host host in hosts)
        {
            Socket listening = await host.Namespace.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
            listening.Bind(new IPEndPoint(host.Addresses.IPv4, port));
            listening.Listen(4096);
            servers._listening.Add(listening);
            _ = servers.AcceptAsync(listening);
        }

        return servers;
    }

    public void Dispose()
    {
        foreach (Socket socket in _listening)
            socket.Dispose();
    }

    private async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
                _ = EchoAsync(await listening.AcceptAsync());
        }
        catch (SocketException)
        {
            // The run is over.
        }
        catch (ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private static async Task EchoAsync(Socket client)
    {
        using Socket socket = client;
        socket.NoDelay = true;
        var buffer = new byte[1024];
        try
        {
            for (int count; (count = await socket.ReceiveAsync(buffer)) > 0;)
            {
                await socket.SendAsync(buffer.AsMemory(0, count));
                if (count == buffer.Length && buffer.Length < 1 << 16)
                    buffer = new byte[1 << 16];
            }
        }
        catch (SocketException)
        {
            // Clients end by a reset.
        }
    }
}
