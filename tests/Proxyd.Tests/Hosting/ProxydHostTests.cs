using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Proxier.Backends.Nft;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Choosing;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Tests.CommandLine;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Proxyd.Tests.Hosting;

/// <summary>The whole daemon in this process, over a kernel that is a variable.</summary>
public sealed class ProxydHostTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-manifests-");
    private readonly FakeBackend _backend = new();
    private readonly StringWriter _text = new();
    private readonly TextWriter _log;

    public ProxydHostTests() => _log = TextWriter.Synchronized(_text);

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
        _log.Dispose();
    }

    [Fact]
    public async Task It_follows_the_folder_and_leaves_the_rules_when_it_stops()
    {
        Put("10.96.0.10");
        using (IHost host = Build())
        {
            await host.StartAsync();
            await HoldsAsync("10.96.0.10");
            Put("10.96.0.20");
            await HoldsAsync("10.96.0.20");
            _backend[IpFamily.IPv4].DeleteByHand();
            await HoldsAsync("10.96.0.20");
            await host.StopAsync().WaitAsync(Patience.Limit);
            Assert.All(host.Services.GetServices<IHostedService>(), service => Assert.True(((BackgroundService)service).ExecuteTask is { IsCompletedSuccessfully: true }));
        }

        Assert.NotNull(_backend[IpFamily.IPv4].Held);
        Assert.NotNull(_backend[IpFamily.IPv6].Held);
        Assert.Contains(" for health", Log);
        Assert.DoesNotContain(" ERROR ", Log);
    }

    [Fact]
    public async Task It_follows_the_API_server_and_says_so_on_the_node()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Objects.Set(ApiJson.Service("default/web", "10.96.0.10"));
        string kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        File.WriteAllText(kubeconfig, $$$"""
            {"current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c"}}],
            "clusters": [{"name": "c", "cluster": {"server": "{{{server.Address}}}", "insecure-skip-tls-verify": true}}]}
            """);
        using IHost host = Build(options => options with { Manifests = "", Cluster = options.Cluster with { Kubeconfig = kubeconfig } });
        await host.StartAsync();
        await HoldsAsync("10.96.0.10");
        server.Objects.Set(ApiJson.Service("default/web", "10.96.0.20"));
        await HoldsAsync("10.96.0.20");

        await server.GoDownAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Log.Contains("services: ") && Log.Contains("the last state stays in force")), Patience.Limit, "the outage is not logged");
        await HoldsAsync("10.96.0.20");
        server.Objects.Set(ApiJson.Service("default/web", "10.96.0.30"));
        await server.ListenAsync();
        await HoldsAsync("10.96.0.30");
        host.Services.GetRequiredService<IEventSink>().Report(new ClusterEvent(EventSubject.Node("node-a"), EventType.Normal, "Starting", "StartKubeProxy", ""));
        await Eventually.TrueAsync(() => Task.FromResult(server.Objects.All(ApiResource.Events).Count == 1), Patience.Limit, "there is no event");
        await host.StopAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public void A_kubeconfig_that_cannot_be_used_ends_it_before_anything_starts()
    {
        string kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        File.WriteAllText(kubeconfig, "current-context: nowhere");
        using IHost host = Build(options => options with { Manifests = "", Cluster = options.Cluster with { Kubeconfig = kubeconfig } });

        var error = Assert.ThrowsAny<ProxyException>(() => host.Services.GetRequiredService<IObjectSource>());
        Assert.Contains("contexts: there is none with the name \"nowhere\"", error.Message);
    }

    [Fact]
    public async Task A_folder_that_is_gone_at_start_ends_it_and_nothing_is_written()
    {
        _folder.Delete();
        using IHost host = Build();
        await host.StartAsync();
        await host.WaitForShutdownAsync().WaitAsync(Patience.Limit);
        Assert.Contains(host.Services.GetServices<IHostedService>(), service => ((BackgroundService)service).ExecuteTask is { IsFaulted: true });
        Assert.Contains("FATAL SyncService[8003] The source of objects failed; the rules stay as they are and proxyd ends: ", Log);
        Assert.Null(_backend[IpFamily.IPv4].Held);
    }

    private string Log
    {
        get
        {
            lock (_log) // as its own methods do
                return _text.ToString();
        }
    }

    private IHost Build(Func<ProxydOptions, ProxydOptions>? change = null)
    {
        ProxydOptions options = Parsed.Options("--min-sync-period", "0", "--take-over=false") with
        {
            Manifests = _folder.FullName,
            Mode = new ProxyMode("fake", "primary", HasLocalhostNodePorts: false, services => services.AddNftBackend().AddSingleton<IProxyBackend>(_backend)),
            HealthzAddress = new IPEndPoint(IPAddress.Loopback, 0),
            MetricsAddress = null,
        };
        var choice = new ModeChoice("fake", "fake", "as requested", [], Doubt: null);
        return ProxydHost.Build(change?.Invoke(options) ?? options, new SelectedMode(choice, new ModeProbeResult("fake", [])), [], _log);
    }

    /// <summary>By rename, so that no half-written file is seen.</summary>
    private void Put(string clusterIP)
    {
        string draft = Path.Combine(_folder.FullName, ".web.yaml.new");
        File.WriteAllText(draft, $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec: {clusterIP: {{clusterIP}}, clusterIPs: [{{clusterIP}}], ipFamilies: [IPv4], ports: [{port: 80, protocol: TCP}]}
            """);
        File.Move(draft, Path.Combine(_folder.FullName, "web.yaml"), overwrite: true);
    }

    private Task HoldsAsync(string clusterIP) => Eventually.TrueAsync(
        () => Task.FromResult(_backend[IpFamily.IPv4].Held?.Ports is [{ Frontends: [{ Address: { } address }] }] && address.ToString() == clusterIP),
        Patience.Limit, $"the kernel does not hold {clusterIP}: {Log}");
}
