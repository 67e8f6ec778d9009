using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Proxier.Core.Status;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Input;

/// <summary>Asks the proxyd of this machine over its Unix socket.</summary>
internal sealed class DaemonClient(string socket) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectCallback = (_, cancel) => ConnectAsync(socket, cancel), UseProxy = false })
    {
        BaseAddress = new Uri("http://proxyd"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <exception cref="DaemonSilentException">Nobody answers there, or not as we understand it.</exception>
    public async Task<ProxyStatus> StatusAsync(CancellationToken cancel)
    {
        byte[] body = await GetAsync(StatusSocket.Status, cancel);
        try
        {
            return StatusJson.Read(body);
        }
        catch (JsonException error)
        {
            throw new DaemonSilentException(socket, $"it answers, but not as this version of proxyctl understands it: {error.Message}", error);
        }
    }

    /// <summary>What its rules depend on besides the cluster and the graph flags.</summary>
    /// <exception cref="DaemonSilentException">Nobody answers there, or not as we understand it.</exception>
    public async Task<DaemonSettings> SettingsAsync(CancellationToken cancel)
    {
        byte[] body = await GetAsync(StatusSocket.Configuration, cancel);
        try
        {
            return DaemonSettings.Read(body);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new DaemonSilentException(socket, $"it answers, but its configuration is not as this version of proxyctl understands it: {error.Message}", error);
        }
    }

    /// <summary>The bytes of a snapshot file.</summary>
    /// <exception cref="DaemonSilentException">Nobody answers there, or the daemon has nothing yet.</exception>
    public Task<byte[]> SnapshotAsync(CancellationToken cancel) => GetAsync(StatusSocket.Snapshot, cancel);

    /// <summary>The documents of <see cref="StatusSocket.Watch"/> as they come.</summary>
    /// <exception cref="DaemonSilentException">Nobody answers there, or not any more.</exception>
    public async IAsyncEnumerable<JsonElement> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using HttpResponseMessage answer = await TryAsync(() => _http.GetAsync(new Uri(StatusSocket.Watch, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel), cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            throw new DaemonSilentException(socket, "this version of proxyd cannot be watched", null);
        await TryAsync(() => Task.FromResult(answer.EnsureSuccessStatusCode()), cancel);
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancel);
        await using IAsyncEnumerator<JsonElement> documents =
            JsonSerializer.DeserializeAsyncEnumerable(body, ReportJson.Default.JsonElement, topLevelValues: true, cancel).GetAsyncEnumerator(cancel);
        while (await TryAsync(() => documents.MoveNextAsync().AsTask(), cancel))
            yield return documents.Current;
        throw new DaemonSilentException(socket, "it has ended", null);
    }

    public void Dispose() => _http.Dispose();

    private Task<byte[]> GetAsync(string path, CancellationToken cancel) => TryAsync(
        async () =>
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancel);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancel);
            answer.EnsureSuccessStatusCode();
            return body;
        },
        cancel);

    /// <exception cref="DaemonSilentException">It could not be done; a document that breaks off is no document.</exception>
    private async Task<T> TryAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DaemonSilentException(socket, error is OperationCanceledException ? $"nothing came within {_http.Timeout.TotalSeconds:0} s" : Reason(error), error);
        }
    }

    /// <summary>For a name that is not there the system's word is "Cannot assign requested address".</summary>
    private string Reason(Exception error) => File.Exists(socket) ? (error.InnerException ?? error).Message : "there is no such socket";

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
