using System.Net;
using System.Net.Sockets;

namespace Proxier.Testing.Network;

/// <summary>HTTP from inside a network namespace.</summary>
public static class NamespaceHttp
{
    /// <summary>Connects by IPv4 to addresses, not to names.</summary>
    public static HttpClient Client(NetworkNamespace at) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            Socket socket = await at.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
            await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
