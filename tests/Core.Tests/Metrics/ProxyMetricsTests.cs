using Proxier.Core.Graph;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Metrics;

public sealed class ProxyMetricsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ObjectStore _store = new();
    private readonly ProxyMetrics _metrics;
    private readonly MetricsRecorder _recorder;

    public ProxyMetricsTests()
    {
        _metrics = new ProxyMetrics("nft", _store, _time);
        _recorder = new MetricsRecorder(_metrics.Meter);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void Programming_latency_is_from_the_cluster_s_change_to_now()
    {
        DateTimeOffset trigger = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMilliseconds(1500));
        _metrics.Applied(Result(Some.IPv4(), SyncKind.Change, triggers: [trigger]));
        Assert.Contains("kubeproxy_network_programming_duration_seconds{ip_family=IPv4} 1.5", _recorder.Lines);
    }

    [Theory]
    [InlineData(SyncKind.Full, "kubeproxy_sync_full_proxy_rules_duration_seconds")]
    [InlineData(SyncKind.Change, "kubeproxy_sync_partial_proxy_rules_duration_seconds")]
    public void Each_run_counts_in_the_sum_and_in_its_kind(SyncKind kind, string name)
    {
        _metrics.Applied(Result(Some.IPv6(), kind));
        Assert.Equal(
            ["kubeproxy_sync_proxy_rules_duration_seconds{ip_family=IPv6} 0.25", $"{name}{{ip_family=IPv6}} 0.25"],
            _recorder.Lines.Where(line => line.StartsWith("kubeproxy_", StringComparison.Ordinal) && line.Contains("duration")));
    }

    [Fact]
    public void Each_step_of_a_change_counts_and_so_does_their_sum()
    {
        _metrics.Applied(Result(Some.IPv4(), SyncKind.Change) with { Steps = new SyncSteps(Milliseconds(1), Milliseconds(2), Milliseconds(4), Milliseconds(8), Milliseconds(16), Milliseconds(32)) });
        Assert.Equal(
            [
                "proxier_change_duration_seconds{ip_family=IPv4} 0.063",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=notice} 0.001",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=build} 0.002",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=wait} 0.004",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=render} 0.008",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=tools} 0.016",
                "proxier_change_step_duration_seconds{ip_family=IPv4,step=rest} 0.032",
            ],
            _recorder.Lines.Where(line => line.StartsWith("proxier_change_", StringComparison.Ordinal)));

        static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
    }

    [Fact]
    public void A_full_run_is_not_the_way_of_a_change()
    {
        _metrics.Applied(Result(Some.IPv4(), SyncKind.Full));
        Assert.DoesNotContain(_recorder.Lines, line => line.StartsWith("proxier_change_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_that_needed_no_write_is_no_run()
    {
        _metrics.Applied(Result(Some.IPv4(), SyncKind.Unchanged));
        Assert.DoesNotContain(_recorder.Lines, line => line.Contains("duration"));
    }

    [Fact]
    public void Service_ports_whose_endpoints_are_all_elsewhere_are_counted_by_policy()
    {
        SomeService inside = Some.Service("default/inside").InternallyLocal().Port(80).Remote("10.244.2.5");
        SomeService outside = Some.Service("default/outside").At("10.96.0.20").ExternallyLocal().OfType(ServiceType.NodePort).Port(80, nodePort: 30080).Remote("10.244.2.5");
        FamilyGraph graph = Some.IPv4(inside, outside, Some.Service("default/empty").At("10.96.0.30").InternallyLocal().Port(80));
        _metrics.Applied(Result(graph, SyncKind.Change, [.. FamilyGraph.Changes(null, graph)]));
        Assert.Equal(["internal} 1", "external} 1"], LocalGaps());

        FamilyGraph next = Some.IPv4(inside.Local("10.244.1.5"), outside);
        _metrics.Applied(Result(next, SyncKind.Change, [.. FamilyGraph.Changes(graph, next)]));
        Assert.Equal(["internal} 0", "external} 1"], LocalGaps());

        IEnumerable<string> LocalGaps() => _recorder.Lines.Where(line => line.Contains("no_local_endpoints_total{ip_family=IPv4")).TakeLast(2).Select(line => line.Split('=')[^1]);
    }

    [Fact]
    public void A_family_that_is_not_programmed_leaves_nothing_pending()
    {
        using var metrics = new ProxyMetrics("nft", _store, _time, [IpFamily.IPv4]);
        using var recorder = new MetricsRecorder(metrics.Meter);
        _store.Set(Some.Service().Port(80).Service);

        metrics.Applied(new SyncResult(new SyncTarget(1, Some.IPv4(), _store.Counts, []), SyncKind.Change, [], [], TimeSpan.Zero));
        recorder.Observe();

        Assert.Contains("kubeproxy_sync_proxy_rules_service_changes_pending 0", recorder.Lines);
    }

    [Fact]
    public void Changes_are_pending_until_both_families_have_them()
    {
        SomeService web = Some.Service().Port(80).Local("10.244.1.5");
        _store.Set(web.Service);
        _store.Set(web.Slices[0]);
        Assert.Equal(["endpoint_changes_total 1", "service_changes_total 1", "endpoint_changes_pending 1", "service_changes_pending 1"], Changes());

        _metrics.Applied(Result(Some.IPv4(), SyncKind.Change));
        Assert.Equal("service_changes_pending 1", Changes()[3]);
        _metrics.Applied(Result(Some.IPv6(), SyncKind.Change));
        Assert.Equal(["endpoint_changes_total 1", "service_changes_total 1", "endpoint_changes_pending 0", "service_changes_pending 0"], Changes());

        string[] Changes()
        {
            _recorder.Observe();
            return [.. _recorder.Lines.Where(line => line.Contains("_changes_")).TakeLast(4).Select(line => line.Replace("kubeproxy_sync_proxy_rules_", ""))];
        }
    }

    [Fact]
    public void Timestamps_are_in_Unix_seconds()
    {
        _metrics.SyncDone(IpFamily.IPv4);
        _metrics.Queued(IpFamily.IPv6);
        Assert.Equal(
            ["kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family=IPv4} 1767225600", "kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds{ip_family=IPv6} 1767225600"],
            _recorder.Lines);
    }

    [Theory]
    [InlineData("nft", "kubeproxy_sync_proxy_rules_nftables_sync_failures_total{ip_family=IPv4} 1")]
    [InlineData("iptables", "kubeproxy_sync_proxy_rules_iptables_restore_failures_total{ip_family=IPv4} 1|kubeproxy_sync_proxy_rules_iptables_partial_restore_failures_total{ip_family=IPv4} 1")]
    [InlineData("other", "")]
    public void Failures_have_the_name_that_kube_proxy_gives_them_in_this_mode(string backend, string expected)
    {
        using var metrics = new ProxyMetrics(backend, _store, _time);
        using var recorder = new MetricsRecorder(metrics.Meter);
        metrics.Failed(IpFamily.IPv4, SyncKind.Change, TimeSpan.FromSeconds(1));
        Assert.Equal(expected, string.Join('|', recorder.Lines.Where(line => line.Contains("failures"))));
    }

    private SyncResult Result(FamilyGraph graph, SyncKind kind, PortChange[]? changes = null, DateTimeOffset[]? triggers = null) =>
        new(new SyncTarget(1, graph, _store.Counts, []), kind, changes ?? [], triggers ?? [], TimeSpan.FromMilliseconds(250));
}
