using System.Net.Sockets;
using System.Text;
using Proxier.Core.Status;

namespace Proxier.Proxyctl.Tests.Status;

/// <summary>Answers on a Unix socket as proxyd does, one connection after the other.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-daemon-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Dictionary<string, byte[]> _answers;
    private readonly Queue<string> _watched;
    private readonly Task _running;

    /// <param name="watched">What each connection that watches is told before it ends; the last one does not end.</param>
    /// <param name="snapshot">A snapshot file.</param>
    public FakeDaemon(ProxyStatus status, string snapshot = "{}", params string[] watched)
    {
        _watched = new(watched);
        _answers = new() { [StatusSocket.Status] = StatusJson.Write(status), [StatusSocket.Snapshot] = Encoding.UTF8.GetBytes(snapshot) };
        Configure("{}");
        _listener.Bind(new UnixDomainSocketEndPoint(Socket));
        _listener.Listen();
        _running = RunAsync();
    }

    public string Socket => Path.Combine(_folder.FullName, "proxyd.sock");

    /// <param name="configuration">The one in force from now on.</param>
    public void Configure(string configuration) =>
        _answers[StatusSocket.Configuration] = Encoding.UTF8.GetBytes($$"""{ "{{StatusSocket.ConfigurationField}}": {{configuration}} }""");

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using Socket connection = await _listener.AcceptAsync();
            var request = new byte[4096];
            int length = 0;
            while (!Encoding.ASCII.GetString(request, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
                length += await connection.ReceiveAsync(request.AsMemory(length));
            string path = Encoding.ASCII.GetString(request, 0, length).Split(' ')[1];
            await (path == StatusSocket.Watch ? WatchAsync(connection) : AnswerAsync(connection, _answers[path]));
        }
    }

    private static async Task AnswerAsync(Socket connection, byte[] body)
    {
        await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await connection.SendAsync(body);
    }

    private async Task WatchAsync(Socket connection)
    {
        await connection.SendAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{_watched.Dequeue()}"));
        if (_watched.Count == 0)
            await connection.ReceiveAsync(new byte[1]); // until the other side goes
    }
}
