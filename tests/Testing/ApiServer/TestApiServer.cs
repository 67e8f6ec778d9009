using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Proxier.Testing.Network;

namespace Proxier.Testing.ApiServer;

/// <summary>
/// The part of the Kubernetes API server that a service proxy talks to, over TLS on a loopback port or in a network namespace. It refuses what the real one
/// refuses, and does wrong what it is told to.
/// </summary>
public sealed class TestApiServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = new();
    private readonly ConcurrentQueue<ApiRequest> _requests = new();
    private readonly X509Certificate2 _certificate;
    private readonly HttpProtocols _protocols;
    private readonly NetworkNamespace? _at;
    private IPEndPoint _address;
    private TaskCompletionSource _expiry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watches;
    private WebApplication? _running;

    private TestApiServer(TestCertificates certificates, X509Certificate2? certificate, HttpProtocols protocols, NetworkNamespace? at, IPEndPoint address)
    {
        Certificates = certificates;
        Gate = new Gate(certificates);
        _certificate = certificate ?? certificates.Server();
        _protocols = protocols;
        _at = at;
        _address = address;
    }

    public TestCertificates Certificates { get; }

    public ApiObjects Objects { get; } = new();

    public Gate Gate { get; }

    public Faults Faults { get; } = new();

    /// <summary>The feature WatchList. Off in the servers before 1.27 that do not know it.</summary>
    public bool HasStreamingLists { get; set; } = true;

    /// <summary>From which a list of version 0 is answered, whole, whatever its limit: as the real server does.</summary>
    public bool HasWatchCache { get; set; } = true;

    /// <summary>In the plural; nothing is known under their paths.</summary>
    public ISet<string> NotServed { get; } = new HashSet<string>();

    /// <summary>A page has at most so many objects, whatever was asked for; 0: as many as asked. A server is free to send fewer.</summary>
    public int LargestPage { get; set; }

    public TimeSpan BookmarkInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bookmarks of older versions are not sent; those that end a streaming list are.</summary>
    public long FirstBookmark { get; set; }

    public int Port => _address.Port;

    public Uri Address => new($"https://{_address}/");

    /// <summary>That run now.</summary>
    public int Watches => _watches;

    /// <summary>Of the clients that are connected now.</summary>
    public IReadOnlyList<int> ClientPorts => [.. _connections.Keys.Select(connection => connection.RemoteEndPoint).OfType<IPEndPoint>().Select(client => client.Port)];

    /// <summary>The text of a kubeconfig that trusts this server and shows no credentials.</summary>
    public string Kubeconfig() => $$"""
        current-context: test
        contexts: [{ name: test, context: { cluster: test, user: nobody } }]
        clusters: [{ name: test, cluster: { server: {{Address}}, certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(Certificates.AuthorityPem))}} } }]
        users: [{ name: nobody, user: {} }]
        """;

    /// <summary>All that came in, in order.</summary>
    public IReadOnlyList<ApiRequest> Requests => [.. _requests];

    /// <param name="certificate">Of the server; null: one that fits.</param>
    public static async Task<TestApiServer> StartAsync(
        TestCertificates? certificates = null, X509Certificate2? certificate = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var server = new TestApiServer(certificates ?? new TestCertificates(), certificate, protocols, null, new IPEndPoint(IPAddress.Loopback, 0));
        await server.ListenAsync();
        return server;
    }

    /// <summary>In a network namespace. Its certificate is for the names of an API server, not for that address.</summary>
    public static async Task<TestApiServer> StartAsync(NetworkNamespace at, IPEndPoint address)
    {
        var server = new TestApiServer(new TestCertificates(), null, HttpProtocols.Http1AndHttp2, at, address);
        await server.ListenAsync();
        return server;
    }

    /// <summary>Listens again, on the same port, after <see cref="GoDownAsync"/>.</summary>
    public async Task ListenAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Socket listener = await OpenAsync();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => listener);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(_address, listen =>
        {
            listen.Protocols = _protocols;
            listen.Use(next => connection => KnowAsync(connection, next));
            listen.UseHttps(https =>
            {
                https.ServerCertificate = _certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (_, _, _) => true; // judged by the gate, as the real server does
            });
        }));
        WebApplication app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        _running = app;
    }

    /// <summary>Resets every connection and refuses new ones.</summary>
    public async Task GoDownAsync()
    {
        if (_running is not { } app)
            return;
        _running = null;
        using var now = new CancellationTokenSource();
        Task stopping = app.StopAsync(now.Token);
        ResetConnections();
        await now.CancelAsync();
        await stopping;
        await app.DisposeAsync();
    }

    public void ResetConnections()
    {
        foreach (ConnectionContext connection in _connections.Keys)
            connection.Abort();
    }

    /// <summary>Ends every connection as a server that stops does, in the middle of whatever is being sent.</summary>
    public void CloseConnections()
    {
        foreach (ConnectionContext connection in _connections.Keys)
            Shut(connection);
    }

    /// <summary>Tells every watch that runs that its version is gone. Returns how many that are.</summary>
    public int ExpireWatches()
    {
        int watches = _watches;
        Interlocked.Exchange(ref _expiry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return watches;
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        _certificate.Dispose();
    }

    private async Task<Socket> OpenAsync()
    {
        Socket listener = _at is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : await _at.OpenSocketAsync(_address.AddressFamily, SocketType.Stream);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true); // connections of the last life may linger
        listener.Bind(_address);
        _address = (IPEndPoint)listener.LocalEndPoint!; // it is bound
        return listener;
    }

    private async Task KnowAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        _connections.TryAdd(connection, true);
        try
        {
            await next(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    private static void Shut(ConnectionContext connection)
    {
        try
        {
            connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended in the meantime.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = ApiRequest.From(context.Request, Gate.Recognise(context));
        _requests.Enqueue(request);
        try
        {
            await AnswerAsync(context, request);
        }
        catch (Refusal refusal) when (refusal.IsPlain && !context.Response.HasStarted)
        {
            context.Response.StatusCode = refusal.Code;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{refusal.Message}\n");
        }
        catch (Refusal refusal) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, refusal);
        }
        catch (Exception e) when (e is AnswerOverException or OperationCanceledException or IOException)
        {
            // The other side is gone, or a fault was asked for.
        }
    }

    private async Task AnswerAsync(HttpContext context, ApiRequest request)
    {
        Fault? fault = Faults.Take(request);
        if (fault is Fault.Status status)
            throw new Refusal(status.Code, status.Reason, "it was told to say so") { RetryAfter = status.RetryAfter };
        if (fault is Fault.Gone && !request.IsWatch)
            throw Refusal.Expired(0);
        if (fault is Fault.Empty)
            throw new AnswerOverException();
        if (fault is not null)
            context.Response.Body = new FaultyBody(context, context.Response.Body, fault);
        Gate.Check(context, request);
        CheckAccept(context.Request);
        await RouteAsync(context);
    }

    /// <summary>Only JSON is spoken here; the real server has other forms, and refuses what it has not in the same way.</summary>
    private static void CheckAccept(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Split(',').Any(form => form.Split(';')[0].Trim() is "*/*" or "application/*" or "application/json"))
            throw new Refusal(406, "NotAcceptable", "only the following media types are accepted: application/json");
    }

    private Task RouteAsync(HttpContext context)
    {
        ApiResource? resource = ApiResource.All.FirstOrDefault(known => context.Request.Path.StartsWithSegments(known.Root) && Rest(context, known).Contains(known.Plural) && !NotServed.Contains(known.Plural));
        string[] rest = resource is null ? [] : Rest(context, resource);
        return (context.Request.Method, rest) switch
        {
            ("GET", [_]) => ListOrWatchAsync(context, resource!), // its name was found in the path
            ("POST", ["namespaces", { } space, "events"]) => EventsAnswer.SendAsync(context, Objects, space, ""),
            ("PATCH", ["namespaces", { } space, "events", { } name]) => EventsAnswer.SendAsync(context, Objects, space, name),
            (_, []) when !ApiResource.All.Any(known => context.Request.Path.StartsWithSegments(known.GroupRoot)) => throw Refusal.UnknownPath,
            (_, []) => throw new Refusal(404, "NotFound", "the server could not find the requested resource"),
            _ => throw new Refusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        };
    }

    private async Task ListOrWatchAsync(HttpContext context, ApiResource resource)
    {
        ListOptions options = ListOptions.Read(context.Request.Query, HasStreamingLists, HasWatchCache);
        if (options.IsWatch)
            await WatchAsync(new WatchAnswer(context, this, resource, options), context.RequestAborted);
        else
            await ListAnswer.SendAsync(context, Objects, resource, options.WithLimit(LargestPage));
    }

    private async Task WatchAsync(WatchAnswer answer, CancellationToken stop)
    {
        Interlocked.Increment(ref _watches);
        try
        {
            await answer.SendAsync(_expiry.Task, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _watches);
        }
    }

    private static string[] Rest(HttpContext context, ApiResource resource) =>
        context.Request.Path.ToString()[resource.Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Code;
        context.Response.ContentType = "application/json";
        if (refusal.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        await context.Response.WriteAsync(refusal.ToStatus().ToJsonString());
    }
}
