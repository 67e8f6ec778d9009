using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proxier.Testing.Containers;

/// <summary>The Docker Engine API (https://docs.docker.com/reference/api/engine/) on the Unix socket that DOCKER_HOST names.</summary>
public sealed class DockerEngine : IDisposable
{
    public const string SessionLabel = "proxier.session";

    /// <summary>Docker has names of its own, in Pascal case.</summary>
    private static readonly JsonSerializerOptions Names = new();

    private static readonly Lazy<DockerEngine> Only = new(() => new DockerEngine());

    private readonly HttpClient _http;

    private DockerEngine()
    {
        string socket = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock").LocalPath;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancel) => ConnectAsync(socket, cancel) })
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = TimeSpan.FromMinutes(10), // images/load answers at its end
        };
        string? session = Environment.GetEnvironmentVariable("PROXIER_SESSION");
        SessionLabels = session is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [SessionLabel] = session };
    }

    /// <summary>Chosen by the environment when it is first asked for.</summary>
    public static DockerEngine Current => Only.Value;

    /// <summary>What eng/with-docker.sh knows our containers by, whatever becomes of us.</summary>
    internal IReadOnlyDictionary<string, string> SessionLabels { get; }

    /// <summary>Takes an image out of a file that <c>docker save</c> wrote. Returns its name.</summary>
    public async Task<string> LoadImageAsync(string tarPath)
    {
        const string Loaded = "Loaded image: ";
        await using FileStream tar = File.OpenRead(tarPath);
        string answer = (string?)JsonNode.Parse(await UploadAsync(HttpMethod.Post, "images/load?quiet=true", tar, CancellationToken.None))?["stream"] ?? "";
        return answer.StartsWith(Loaded, StringComparison.Ordinal) ? answer[Loaded.Length..].Trim() : throw new DockerException($"{tarPath} holds no image with a name: {answer}");
    }

    /// <summary>Makes an image of a container as it is, with one more label, so that it is another image. Returns its name.</summary>
    public async Task<string> CommitAsync(IContainer container, string repository, string tag)
    {
        string change = Uri.EscapeDataString($"LABEL proxier.test={tag}");
        await CallAsync(HttpMethod.Post, $"commit?container={container.Id}&repo={repository}&tag={tag}&changes={change}", new { }, CancellationToken.None);
        return $"{repository}:{tag}";
    }

    public Task<JsonObject> InspectImageAsync(string image) => CallAsync(HttpMethod.Get, $"images/{image}/json", null, CancellationToken.None);

    /// <summary>Those of one session that are there, running or not, by their identifiers.</summary>
    public async Task<IReadOnlyList<string>> ContainersOfAsync(string session)
    {
        string filter = Uri.EscapeDataString($$"""{"label":["{{SessionLabel}}={{session}}"]}""");
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, $"containers/json?all=true&filters={filter}", null, CancellationToken.None);
        JsonNode? list = await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync());
        return [.. list!.AsArray().Select(container => (string)container!["Id"]!)];
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The object that is answered; an empty one for none.</returns>
    internal async Task<JsonObject> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body is null ? null : JsonContent.Create(body, options: Names), cancel);
        string text = await response.Content.ReadAsStringAsync(cancel);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    internal async Task<string> UploadAsync(HttpMethod method, string path, Stream tar, CancellationToken cancel)
    {
        using var content = new StreamContent(tar);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using HttpResponseMessage response = await SendAsync(method, path, content, cancel);
        string text = await response.Content.ReadAsStringAsync(cancel);
        if (text.Contains("\"errorDetail\"", StringComparison.Ordinal)) // with status 200: it had begun to answer
            throw new DockerException($"{method} {path}: {text.Trim()}");
        return text;
    }

    /// <summary>Reads an answer in which frames of both streams alternate, to its end.</summary>
    internal async Task<(string Stdout, string Stderr)> ReadStreamsAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body is null ? null : JsonContent.Create(body, options: Names), cancel);
        await using Stream frames = await response.Content.ReadAsStreamAsync(cancel);
        using MemoryStream output = new(), error = new();
        var header = new byte[8];
        while (await frames.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel) == header.Length)
        {
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))];
            await frames.ReadExactlyAsync(frame, cancel);
            (header[0] == 2 ? error : output).Write(frame);
        }

        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if ((int)response.StatusCode < 400)
            return response;
        using (response)
            throw new DockerException($"{method} {path}: {(int)response.StatusCode} {(await response.Content.ReadAsStringAsync(cancel)).Trim()}");
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
