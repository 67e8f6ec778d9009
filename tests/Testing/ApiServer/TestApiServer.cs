using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Proxier.Testing.ApiServer;

/// <summary>
/// The part of the Kubernetes API server that a service proxy talks to, over TLS on a loopback port. It refuses what the real one
/// refuses, and does wrong what it is told to.
/// </summary>
public sealed class TestApiServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<IConnectionLifetimeFeature, bool> _connections = new();
    private readonly ConcurrentQueue<ApiRequest> _requests = new();
    private readonly X509Certificate2 _certificate;
    private readonly HttpProtocols _protocols;
    private WebApplication? _running;

    private TestApiServer(TestCertificates certificates, X509Certificate2? certificate, HttpProtocols protocols)
    {
        Certificates = certificates;
        Gate = new Gate(certificates);
        _certificate = certificate ?? certificates.Server();
        _protocols = protocols;
    }

    public TestCertificates Certificates { get; }

    public ApiObjects Objects { get; } = new();

    public Gate Gate { get; }

    public Faults Faults { get; } = new();

    /// <summary>The feature WatchList. Off in the servers before 1.27 that do not know it.</summary>
    public bool HasStreamingLists { get; set; } = true;

    /// <summary>In the plural; nothing is known under their paths.</summary>
    public ISet<string> NotServed { get; } = new HashSet<string>();

    public TimeSpan BookmarkInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bookmarks of older versions are not sent; those that end a streaming list are.</summary>
    public long FirstBookmark { get; set; }

    public int Port { get; private set; }

    public Uri Address => new($"https://127.0.0.1:{Port}/");

    /// <summary>All that came in, in order.</summary>
    public IReadOnlyList<ApiRequest> Requests => [.. _requests];

    /// <param name="certificate">Of the server; null: one that fits.</param>
    public static async Task<TestApiServer> StartAsync(
        TestCertificates? certificates = null, X509Certificate2? certificate = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var server = new TestApiServer(certificates ?? new TestCertificates(), certificate, protocols);
        await server.ListenAsync();
        return server;
    }

    /// <summary>Listens again, on the same port, after <see cref="GoDownAsync"/>.</summary>
    public async Task ListenAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen =>
        {
            listen.Protocols = _protocols;
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
        Port = new Uri(app.Urls.Single()).Port;
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
        foreach (IConnectionLifetimeFeature connection in _connections.Keys)
            connection.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var connection = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>();
        _connections.TryAdd(connection, true);
        var request = ApiRequest.From(context.Request, Gate.Recognise(context));
        _requests.Enqueue(request);
        try
        {
            await AnswerAsync(context, request);
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
        Gate.Check(request);
        await RouteAsync(context);
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
            (_, []) => throw new Refusal(404, "NotFound", "the server could not find the requested resource"),
            _ => throw new Refusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        };
    }

    private async Task ListOrWatchAsync(HttpContext context, ApiResource resource)
    {
        ListOptions options = ListOptions.Read(context.Request.Query, HasStreamingLists);
        if (options.IsWatch)
            await new WatchAnswer(context, this, resource, options).SendAsync(context.RequestAborted);
        else
            await ListAnswer.SendAsync(context, Objects, resource, options);
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
