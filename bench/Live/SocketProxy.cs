using System.Net;
using System.Net.Sockets;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>
/// What a proxy of .NET's own sockets would be: awaited, a buffer for each direction while something comes, and none while nothing does. It runs as a process
/// of its own. To compare with.
/// </summary>
internal static class SocketProxy
{
    public const string Word = "socket-proxy";

    public static NamespaceProgram Start(NetworkNamespace at, int port, IPEndPoint endpoint) =>
        NamespaceProgram.Start(at, "dotnet", "exec", typeof(SocketProxy).Assembly.Location, Word, $"{port}", $"{endpoint}");

    public static async Task RunAsync(int port, IPEndPoint endpoint)
    {
        using var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Any, port));
        listening.Listen(4096);
        while (true)
            _ = ServeAsync(await listening.AcceptAsync(), endpoint);
    }

    private static async Task ServeAsync(Socket accepted, IPEndPoint endpoint)
    {
        using Socket client = accepted;
        using var upstream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await upstream.ConnectAsync(endpoint);
            await Task.WhenAll(PumpAsync(client, upstream), PumpAsync(upstream, client));
        }
        catch (SocketException)
        {
            client.LingerState = new LingerOption(true, 0);
            upstream.LingerState = new LingerOption(true, 0);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        while (true)
        {
            await from.ReceiveAsync(Memory<byte>.Empty); // waits without a buffer
            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
            try
            {
                int count = await from.ReceiveAsync(buffer);
                if (count == 0)
                    break;
                await to.SendAsync(buffer.AsMemory(0, count));
            }
            catch
            {
                from.LingerState = new LingerOption(true, 0);
                from.Dispose();
                to.Dispose();
                throw;
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
