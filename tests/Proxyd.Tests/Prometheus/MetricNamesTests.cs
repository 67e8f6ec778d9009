using Proxier.Core.Graph;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Proxyd.Prometheus;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Prometheus;

public sealed class MetricNamesTests
{
    [Fact]
    public void Names_and_types_are_kube_proxy_s()
    {
        var time = new ManualTime();
        using var metrics = new ProxyMetrics("nft", new ObjectStore(), time);
        using var exporter = new PrometheusExporter(metrics.Meter);
        FamilyGraph graph = Some.IPv4();
        foreach (SyncKind kind in new[] { SyncKind.Full, SyncKind.Change })
            metrics.Applied(new SyncResult(new SyncTarget(1, graph, default, []), kind, [], [time.GetUtcNow()], TimeSpan.Zero));
        metrics.Queued(IpFamily.IPv4);
        metrics.SyncDone(IpFamily.IPv4);
        metrics.Failed(IpFamily.IPv4, SyncKind.Full, TimeSpan.Zero);
        metrics.ConntrackCleaned(IpFamily.IPv4, TimeSpan.Zero, 1);
        metrics.HealthzAnswered(200);
        metrics.LivezAnswered(200);

        string[] types = [.. exporter.Text().Split('\n').Where(line => line.StartsWith("# TYPE kubeproxy_")).Select(line => line["# TYPE kubeproxy_".Length..])];
        Assert.Equal(
            [
                "conntrack_reconciler_deleted_entries_total counter",
                "conntrack_reconciler_sync_duration_seconds histogram",
                "network_programming_duration_seconds histogram",
                "proxy_healthz_total counter",
                "proxy_livez_total counter",
                "sync_full_proxy_rules_duration_seconds histogram",
                "sync_partial_proxy_rules_duration_seconds histogram",
                "sync_proxy_rules_duration_seconds histogram",
                "sync_proxy_rules_endpoint_changes_pending gauge",
                "sync_proxy_rules_endpoint_changes_total counter",
                "sync_proxy_rules_last_queued_timestamp_seconds gauge",
                "sync_proxy_rules_last_timestamp_seconds gauge",
                "sync_proxy_rules_nftables_sync_failures_total counter",
                "sync_proxy_rules_no_local_endpoints_total gauge",
                "sync_proxy_rules_service_changes_pending gauge",
                "sync_proxy_rules_service_changes_total counter",
            ],
            types);
    }

    [Fact]
    public void Buckets_are_kube_proxy_s()
    {
        using var metrics = new ProxyMetrics("nft", new ObjectStore(), new ManualTime());
        using var exporter = new PrometheusExporter(metrics.Meter);
        metrics.Applied(new SyncResult(new SyncTarget(1, Some.IPv4(), default, []), SyncKind.Full, [], [DateTimeOffset.UnixEpoch], TimeSpan.Zero));
        Assert.Equal("0.001 0.002 0.004 0.008 0.016 0.032 0.064 0.128 0.256 0.512 1.024 2.048 4.096 8.192 16.384 +Inf", Bounds("sync_proxy_rules_duration_seconds"));
        string latency = Bounds("network_programming_duration_seconds");
        Assert.StartsWith("0.25 0.5 1 2 3 ", latency);
        Assert.EndsWith(" 58 59 60 65 70 75 80 85 90 95 100 105 110 115 120 150 180 210 240 270 300 +Inf", latency);
        Assert.Equal(2 + 59 + 12 + 7 + 1, latency.Split(' ').Length);

        string Bounds(string name) => string.Join(' ', exporter.Text().Split('\n')
            .Where(line => line.StartsWith($"kubeproxy_{name}_bucket")).Select(line => line.Split("le=\"")[1].Split('"')[0]));
    }
}
