using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Kubernetes;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Clusters;

namespace Proxier.Bench;

/// <summary>
/// From nothing to a full store over TLS on loopback: 10,000 Services with 5 endpoints each. The server runs in the same process, so
/// the time is that of both sides.
/// </summary>
[IterationCount(5)]
[WarmupCount(1)]
public class ApiServerBench
{
    private readonly string _kubeconfig = Path.GetTempFileName();
    private TestApiServer? _server;
    private ObjectStore? _store;
    private long _before;

    [Params(true, false)]
    public bool IsStreaming { get; set; }

    private TestApiServer Server => _server ?? throw new InvalidOperationException("The set-up did not run.");

    [GlobalSetup]
    public async Task StartServerAsync()
    {
        _server = await TestApiServer.StartAsync();
        _server.HasStreamingLists = IsStreaming;
        new ClusterGenerator(services: 10_000, endpoints: 5).Create(_server.Objects);
        File.WriteAllText(_kubeconfig, $$$"""
            {"current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c"}}],
            "clusters": [{"name": "c", "cluster": {"server": "{{{_server.Address}}}", "insecure-skip-tls-verify": true}}]}
            """);
        _before = GC.GetTotalMemory(forceFullCollection: true);
    }

    [Benchmark]
    public async Task ListAsync()
    {
        _store = new ObjectStore();
        using var metrics = new ProxyMetrics("nft", _store, TimeProvider.System);
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddKernel().AddSingleton(metrics)
            .AddKubernetes(new KubernetesOptions("node-1") { Kubeconfig = _kubeconfig }).BuildServiceProvider();
        using var stop = new CancellationTokenSource();
        Task running = services.GetRequiredService<IObjectSource>().RunAsync(_store, stop.Token);
        await _store.Synced;
        await stop.CancelAsync();
        await running;
    }

    [GlobalCleanup]
    public async Task StopServerAsync()
    {
        long held = GC.GetTotalMemory(forceFullCollection: true) - _before;
        Console.WriteLine($"The store of {_store?.Snapshot().State.Services.Count} services holds about {held >> 20} MiB.");
        await Server.DisposeAsync();
        File.Delete(_kubeconfig);
    }
}
