using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Proxier.Testing.Network;

/// <summary>Answers each line or datagram with "name port client-address:port", by TCP and UDP, on one address and port.</summary>
internal sealed class AnswerServer : IAsyncDisposable
{
    private readonly string _name;
    private readonly Socket _tcp;
    private readonly Socket _udp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private AnswerServer(string name, Socket tcp, Socket udp)
    {
        (_name, _tcp, _udp) = (name, tcp, udp);
        _work = Task.WhenAll(AcceptAsync(), AnswerDatagramsAsync());
    }

    public static async Task<AnswerServer> StartAsync(string name, NetworkNamespace at, IPEndPoint address)
    {
        Socket tcp = await at.OpenSocketAsync(address.AddressFamily, SocketType.Stream);
        Socket udp = await at.OpenSocketAsync(address.AddressFamily, SocketType.Dgram);
        tcp.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        tcp.Bind(address);
        tcp.Listen(1024);
        udp.Bind(address);
        return new AnswerServer(name, tcp, udp);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _tcp.Dispose();
        _udp.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = AnswerLinesAsync(await _tcp.AcceptAsync(_stop.Token));
    }

    private async Task AnswerLinesAsync(Socket client)
    {
        using (client)
        {
            try
            {
                byte[] answer = Answer(client.LocalEndPoint!, client.RemoteEndPoint!); // it is connected
                var buffer = new byte[64];
                while (await client.ReceiveAsync(buffer, _stop.Token) > 0)
                    await client.SendAsync(answer, _stop.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The client went away, or the testbed did.
            }
        }
    }

    private async Task AnswerDatagramsAsync()
    {
        var buffer = new byte[64];
        var any = new IPEndPoint(_udp.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, any, _stop.Token);
                await _udp.SendToAsync(Answer(_udp.LocalEndPoint!, received.RemoteEndPoint), received.RemoteEndPoint, _stop.Token); // it is bound
            }
            catch (SocketException)
            {
                // An ICMP error about an earlier answer: that client went away.
            }
        }
    }

    private byte[] Answer(EndPoint local, EndPoint client) => Encoding.UTF8.GetBytes($"{_name} {((IPEndPoint)local).Port} {client}\n");
}
