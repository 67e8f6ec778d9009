using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;
using Proxier.Core.Events;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Watching;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests;

/// <summary>A source that runs against a test API server.</summary>
internal sealed class SourceHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly Task _running;

    /// <param name="access">Null: trusts the server's authority and shows no credentials.</param>
    public SourceHarness(TestApiServer server, Func<ApiTuning, ApiTuning>? tune = null, ClusterAccess? access = null, TimeProvider? time = null)
    {
        Server = server;
        Metrics = new ProxyMetrics("nft", Store, time ?? TimeProvider.System);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(Metrics)
            .AddSingleton<ICommandRunner>(new NoPrograms())
            .AddSingleton<ILogger<Reflector>>(Log)
            .AddSingleton((tune ?? (tuning => tuning))(Quick))
            .AddKubernetes(new KubernetesOptions(Some.NodeName))
            .AddSingleton(access ?? Access(server))
            .BuildServiceProvider();
        _running = _services.GetRequiredService<IObjectSource>().RunAsync(Store, _stop.Token);
    }

    /// <summary>Fast enough for tests, with the proportions of the real thing.</summary>
    public static ApiTuning Quick { get; } = new()
    {
        PageSize = 3,
        FirstRetry = TimeSpan.FromMilliseconds(10),
        LongestRetry = TimeSpan.FromMilliseconds(100),
        ShortWatch = TimeSpan.FromMilliseconds(50),
    };

    public TestApiServer Server { get; }

    public ObjectStore Store { get; } = new();

    public ProxyMetrics Metrics { get; }

    public CountingLogger<Reflector> Log { get; } = new();

    public IEventSink Events => _services.GetRequiredService<IEventSink>();

    public ClusterState State => Store.Snapshot().State;

    public IEnumerable<string> ServiceNames => State.Services.Where(objects => objects.Service is not null).Select(objects => objects.Name.ToString());

    public static ClusterAccess Access(TestApiServer server) =>
        new(server.Address, new ServerTrust(new TextSource("the test's authority", null, server.Certificates.AuthorityPem)), new UserCredential("nobody"));

    public Task SyncedAsync() => Store.Synced.WaitAsync(Patience.Limit);

    /// <summary>Until the Services are watched too: a connection that is reset before may take the request with it unnoticed.</summary>
    public async Task WatchingAsync()
    {
        await SyncedAsync();
        await UntilRequestAsync(request => request is { Resource: "services", IsWatch: true } && request.Query.GetValueOrDefault("resourceVersion", "0") != "0");
    }

    public Task UntilAsync(Func<ClusterState, bool> condition, string otherwise) =>
        Eventually.TrueAsync(() => Task.FromResult(condition(State)), Patience.Limit, $"{otherwise}; the log says: {string.Join('\n', Log.Messages.TakeLast(10))}");

    /// <summary>Until the store holds the Services that the server holds for us, by name.</summary>
    public Task UntilServicesAsync(params string[] names) =>
        UntilAsync(_ => ServiceNames.SequenceEqual(names), $"the services are {string.Join(", ", ServiceNames)} and not {string.Join(", ", names)}");

    public Task UntilLogAsync(string part) =>
        Eventually.TrueAsync(() => Task.FromResult(Log.Messages.Any(message => message.Contains(part))), Patience.Limit, $"the log does not say '{part}' but {string.Join('\n', Log.Messages.TakeLast(10))}");

    public Task UntilRequestAsync(Func<ApiRequest, bool> condition) =>
        Eventually.TrueAsync(() => Task.FromResult(Server.Requests.Any(condition)), Patience.Limit, "no such request came");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience.Limit);
        await _services.DisposeAsync();
        Metrics.Dispose();
        _stop.Dispose();
    }
}
