using System.Net;

namespace Proxier.Kubernetes.Protocol;

/// <summary>Sends requests to the API server and turns every answer but success into an exception.</summary>
/// <param name="http">Has the server's address; adds credentials.</param>
internal sealed class ApiClient(HttpClient http, ApiTuning tuning, TimeProvider time)
{
    private const int MaxStatusBytes = 64 << 10;

    /// <exception cref="ApiRefusalException">Any status but 2xx.</exception>
    /// <exception cref="TimeoutException">The server was silent for too long.</exception>
    public Task<ApiAnswer> ListAsync(string uri, CancellationToken cancel) => GetAsync(uri, tuning.ListSilence, cancel);

    /// <summary>The answer goes on for as long as the watch does. Fails as <see cref="ListAsync"/> does.</summary>
    public Task<ApiAnswer> WatchAsync(string uri, CancellationToken cancel) => GetAsync(uri, tuning.WatchSilence, cancel);

    /// <summary>POST or PATCH of a small object.</summary>
    public async Task SendAsync(HttpMethod method, string uri, string mediaType, byte[] json, CancellationToken cancel)
    {
        using HttpRequestMessage request = Request(method, uri);
        request.Content = new ByteArrayContent(json);
        request.Content.Headers.ContentType = new(mediaType);
        ApiAnswer answer = await SendAsync(request, tuning.ListSilence, cancel).ConfigureAwait(false);
        await answer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ApiAnswer> GetAsync(string uri, TimeSpan silence, CancellationToken cancel)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, uri);
        return await SendAsync(request, silence, cancel).ConfigureAwait(false);
    }

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request, TimeSpan silence, CancellationToken cancel)
    {
        string name = $"{request.Method} {request.RequestUri}";
        var limit = new SilenceLimit(silence, time, name);
        HttpResponseMessage response = await limit.RunAsync(
            stop => new ValueTask<HttpResponseMessage>(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)), cancel).ConfigureAwait(false);
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return new ApiAnswer(name, response, body, limit);
            byte[] start = await ReadStartAsync(body, limit, cancel).ConfigureAwait(false);
            throw new ApiRefusalException(name, ApiStatus.Read(response.StatusCode, start), RetryAfter(response));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadStartAsync(Stream body, SilenceLimit limit, CancellationToken cancel)
    {
        var start = new byte[MaxStatusBytes];
        int length = await limit.RunAsync(stop => body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop), cancel).ConfigureAwait(false);
        return start[..length];
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static HttpRequestMessage Request(HttpMethod method, string uri)
    {
        var request = new HttpRequestMessage(method, Relative(uri)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    /// <summary>Below the path of the server's own address, which a gateway in front of several clusters may have.</summary>
    private static Uri Relative(string uri) => new(uri.TrimStart('/'), UriKind.Relative);
}
