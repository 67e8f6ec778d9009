using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Proxier.Testing.ApiServer;

/// <summary>Stands between client and server, so that a connection can die without either of them being told.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Link> _links = [];
    private readonly bool _asProxy;
    private readonly int _port;
    private readonly Task _accepting;

    /// <param name="asProxy">Speaks as an HTTP proxy does: the client asks for a connection, and gets one to the server.</param>
    public TcpRelay(int port, bool asProxy = false)
    {
        _port = port;
        _asProxy = asProxy;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _links.Count;

    /// <summary>What is connected now stays so, and not a byte gets through any more. New connections work.</summary>
    public void Freeze()
    {
        foreach (Link link in _links)
            link.IsFrozen = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (Link link in _links)
            link.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var link = new Link(client);
                _links.Add(link);
                _ = link.RunAsync(_port, _asProxy, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
    }

    private sealed class Link(TcpClient client) : IDisposable
    {
        private readonly TcpClient _server = new();

        public bool IsFrozen { get; set; }

        public void Dispose()
        {
            client.Dispose();
            _server.Dispose();
        }

        public async Task RunAsync(int port, bool asProxy, CancellationToken stop)
        {
            try
            {
                if (asProxy)
                    await GreetAsync(stop);
                await _server.ConnectAsync(IPAddress.Loopback, port, stop);
                await Task.WhenAny(PumpAsync(client.GetStream(), _server.GetStream(), stop), PumpAsync(_server.GetStream(), client.GetStream(), stop));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone.
            }

            Dispose();
        }

        private async Task GreetAsync(CancellationToken stop)
        {
            using var request = new StreamReader(client.GetStream(), leaveOpen: true);
            string first = await request.ReadLineAsync(stop) ?? "";
            while (await request.ReadLineAsync(stop) is { Length: > 0 })
                continue;
            string answer = first.StartsWith("CONNECT ", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 405 Method Not Allowed\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
        }

        private async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
        {
            var buffer = new byte[16 << 10];
            while (await from.ReadAsync(buffer, stop) is var read and > 0)
            {
                if (!IsFrozen)
                    await to.WriteAsync(buffer.AsMemory(0, read), stop);
            }
        }
    }
}
