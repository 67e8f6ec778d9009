using Proxier.Core.Conntrack;
using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncFollowUpTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ProxyHealth _health;
    private readonly ProxyMetrics _metrics;
    private readonly MetricsRecorder _recorder;
    private readonly RecordingServers _servers = new();
    private readonly SyncFollowUp _followUp;

    public SyncFollowUpTests()
    {
        _health = new ProxyHealth(_time, TimeSpan.FromSeconds(60));
        _metrics = new ProxyMetrics("nft", new ObjectStore(), _time);
        _recorder = new MetricsRecorder(_metrics.Meter);
        ConntrackCleaner[] cleaners = [.. Enum.GetValues<IpFamily>().Select(family => new ConntrackCleaner(
            family, new FakeBackend(), new FakeFlowTable(), new FakeLocalAddresses(), _metrics, _time, new CountingLogger<ConntrackCleaner>()))];
        _followUp = new SyncFollowUp(_metrics, _health, _servers, cleaners);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void After_a_success_the_latency_comes_first_and_the_health_check_servers_last()
    {
        _health.Queued(IpFamily.IPv4, 1);
        _servers.OnUpdate = () => Assert.EndsWith("sync_proxy_rules_last_timestamp_seconds{ip_family=IPv4} 1767225660", _recorder.Lines[^1]);
        FamilyGraph graph = Some.IPv4(Some.Service().LoadBalancer("198.51.100.1").ExternallyLocal()
            .With(service => service with { HealthCheckNodePort = 32000 }).Port(80).Local("10.244.1.5"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_health.Report.IsHealthy);
        _followUp.Succeeded(new SyncResult(new SyncTarget(1, graph, default, []), SyncKind.Full, [.. FamilyGraph.Changes(null, graph)], [_time.GetUtcNow()], TimeSpan.Zero));

        Assert.StartsWith("kubeproxy_network_programming_duration_seconds", _recorder.Lines[0]);
        Assert.True(_health.Report.IsHealthy);
        Assert.Equal(32000, Assert.Single(_servers.Services).Check.NodePort);
    }

    [Fact]
    public void A_failed_repair_makes_the_proxy_unhealthy_in_the_end_and_leaves_the_servers_alone()
    {
        _followUp.Failed(new SyncTarget(1, Some.IPv6(), default, []), SyncKind.Full, TimeSpan.FromSeconds(1), new IOException());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_health.Report.IsHealthy);
        Assert.False(_servers.IsUpdated);
        Assert.Contains("kubeproxy_sync_proxy_rules_nftables_sync_failures_total{ip_family=IPv6} 1", _recorder.Lines);
    }

    [Fact]
    public void A_try_that_fails_is_no_change_that_came_in()
    {
        _health.Queued(IpFamily.IPv6, 1);
        DateTimeOffset came = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(5));
        _followUp.Failed(new SyncTarget(1, Some.IPv6(), default, []), SyncKind.Full, TimeSpan.FromSeconds(1), new IOException());
        Assert.Equal((came, came), (_health.LastChange, _health.PendingSince));
    }

    private sealed class RecordingServers : IServiceHealthServers
    {
        public IReadOnlyList<ServiceHealth> Services { get; private set; } = [];

        public bool IsUpdated { get; private set; }

        public Action OnUpdate { get; set; } = () => { };

        public void Update(IpFamily family, IReadOnlyList<ServiceHealth> services, NodePortAddresses addresses)
        {
            IsUpdated = true;
            Services = services;
            OnUpdate();
        }
    }
}
