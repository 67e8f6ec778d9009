using System.Diagnostics.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Core.Metrics;

/// <summary>
/// What kube-proxy measures, with its names, labels and buckets. Some names end in <c>_total</c> and are gauges all the same: they are
/// part of the contract.
/// </summary>
public sealed class ProxyMetrics : IDisposable
{
    public const string MeterName = "Proxier";

    private static readonly KeyValuePair<string, object?>[] FamilyTags = [new("ip_family", "IPv4"), new("ip_family", "IPv6")];

    private readonly TimeProvider _time;
    private readonly ChangeProgress _progress;
    private readonly LocalGaps[] _localGaps = [new(), new()];
    private readonly Histogram<double> _sync;
    private readonly Histogram<double> _fullSync;
    private readonly Histogram<double> _partialSync;
    private readonly Histogram<double> _networkProgramming;
    private readonly Histogram<double> _changes;
    private readonly Histogram<double> _steps;
    private readonly Histogram<double> _conntrackSync;
    private readonly Gauge<double> _lastSync;
    private readonly Gauge<double> _lastQueued;
    private readonly Gauge<long> _noLocalEndpoints;
    private readonly Counter<long>? _failures;
    private readonly Counter<long>? _partialFailures;
    private readonly Counter<long> _conntrackDeleted;
    private readonly Counter<long> _healthz;
    private readonly Counter<long> _livez;

    /// <param name="backend">The name of the backend, which decides how failures are called.</param>
    /// <param name="families">Those that are programmed; null: both.</param>
    public ProxyMetrics(string backend, ObjectStore store, TimeProvider time, EquatableArray<IpFamily>? families = null)
    {
        _time = time;
        _progress = new ChangeProgress(store, families ?? new SyncOptions().Families);
        Meter = new Meter(MeterName);
        _sync = Durations("sync_proxy_rules_duration_seconds", "Time of one run of the sync loop.");
        _fullSync = Durations("sync_full_proxy_rules_duration_seconds", "Time of one run of the sync loop that wrote everything.");
        _partialSync = Durations("sync_partial_proxy_rules_duration_seconds", "Time of one run of the sync loop that wrote only what changed.");
        _networkProgramming = Meter.CreateHistogram("kubeproxy_network_programming_duration_seconds", null,
            "Time from a change of endpoints in the cluster to its rules in the kernel.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.NetworkProgramming });
        _changes = Fine("proxier_change_duration_seconds", "Time from a change coming in to its rules being in force; of several written together, the first one.");
        _steps = Fine("proxier_change_step_duration_seconds", "Where that time goes, step by step.");
        _conntrackSync = Durations("conntrack_reconciler_sync_duration_seconds", "Time of one clean-up of connection tracking.");
        _lastSync = Meter.CreateGauge<double>("kubeproxy_sync_proxy_rules_last_timestamp_seconds", null, "When the sync loop last succeeded, in Unix time.");
        _lastQueued = Meter.CreateGauge<double>("kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds", null, "When a change last came in, in Unix time.");
        _noLocalEndpoints = Meter.CreateGauge<long>("kubeproxy_sync_proxy_rules_no_local_endpoints_total", null,
            "Service ports with traffic policy Local that have endpoints, but none on this node.");
        (_failures, _partialFailures) = FailureCounters(backend);
        _conntrackDeleted = Meter.CreateCounter<long>("kubeproxy_conntrack_reconciler_deleted_entries_total", null, "Flows that were deleted because their endpoint is gone.");
        _healthz = Meter.CreateCounter<long>("kubeproxy_proxy_healthz_total", null, "Answers of /healthz by status code.");
        _livez = Meter.CreateCounter<long>("kubeproxy_proxy_livez_total", null, "Answers of /livez by status code.");
        AddChangeInstruments();
    }

    public Meter Meter { get; }

    /// <summary>Changes of Services that are not in the kernel yet.</summary>
    public long ServicesPending => _progress.ServicesPending;

    /// <summary>Changes of EndpointSlices that are not in the kernel yet.</summary>
    public long SlicesPending => _progress.SlicesPending;

    public void Dispose() => Meter.Dispose();

    /// <summary>Counters of failures begin at 0, so that the first failure is a rise that an alert can see. Call it once somebody listens.</summary>
    public void ShowZeros()
    {
        foreach (KeyValuePair<string, object?> family in FamilyTags)
        {
            _failures?.Add(0, family);
            _partialFailures?.Add(0, family);
            _conntrackDeleted.Add(0, family);
        }
    }

    public void Queued(IpFamily family) => _lastQueued.Record(UnixSeconds(), Tag(family));

    /// <summary>The latencies and gauges of an apply; <see cref="SyncDone"/> comes after the health was updated.</summary>
    public void Applied(SyncResult result)
    {
        IpFamily family = result.Target.Graph.Family;
        DateTimeOffset now = _time.GetUtcNow();
        foreach (DateTimeOffset trigger in result.TriggerTimes)
            _networkProgramming.Record((now - trigger).TotalSeconds, Tag(family));

        LocalGaps gaps = _localGaps[(int)family];
        gaps.Apply(result.Changes);
        _noLocalEndpoints.Record(gaps.Internal, Tag(family), new("traffic_policy", "internal"));
        _noLocalEndpoints.Record(gaps.External, Tag(family), new("traffic_policy", "external"));
        _progress.Applied(family, result.Target.Counts);
        Took(family, result.Kind, result.Elapsed);
        if (result.Kind == SyncKind.Change)
            Went(family, result.Steps);
    }

    public void SyncDone(IpFamily family) => _lastSync.Record(UnixSeconds(), Tag(family));

    public void Failed(IpFamily family, SyncKind kind, TimeSpan elapsed)
    {
        Took(family, kind, elapsed);
        _failures?.Add(1, Tag(family));
        if (kind != SyncKind.Full)
            _partialFailures?.Add(1, Tag(family));
    }

    public void ConntrackCleaned(IpFamily family, TimeSpan elapsed, long deleted)
    {
        _conntrackSync.Record(elapsed.TotalSeconds, Tag(family));
        _conntrackDeleted.Add(deleted, Tag(family));
    }

    public void HealthzAnswered(int status) => _healthz.Add(1, new KeyValuePair<string, object?>("code", status));

    public void LivezAnswered(int status) => _livez.Add(1, new KeyValuePair<string, object?>("code", status));

    private static KeyValuePair<string, object?> Tag(IpFamily family) => FamilyTags[(int)family];

    private double UnixSeconds() => _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private void Took(IpFamily family, SyncKind kind, TimeSpan elapsed)
    {
        if (kind == SyncKind.Unchanged)
            return; // there was no run worth the name, and thousands of zeros would hide the others
        _sync.Record(elapsed.TotalSeconds, Tag(family));
        (kind == SyncKind.Full ? _fullSync : _partialSync).Record(elapsed.TotalSeconds, Tag(family));
    }

    private void Went(IpFamily family, SyncSteps steps)
    {
        _changes.Record(steps.Total.TotalSeconds, Tag(family));
        Record("notice", steps.Notice);
        Record("build", steps.Build);
        Record("wait", steps.Wait);
        Record("render", steps.Render);
        Record("tools", steps.Tools);
        Record("rest", steps.Rest);

        void Record(string step, TimeSpan elapsed) => _steps.Record(elapsed.TotalSeconds, Tag(family), new("step", step));
    }

    private Histogram<double> Fine(string name, string help) =>
        Meter.CreateHistogram(name, null, help, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Steps });

    private Histogram<double> Durations(string name, string help) =>
        Meter.CreateHistogram($"kubeproxy_{name}", null, help, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Sync });

    private (Counter<long>? All, Counter<long>? Partial) FailureCounters(string backend) => backend switch
    {
        "nft" => (Failures("nftables_sync_failures_total", "Runs of the sync loop that nftables refused."), null),
        "iptables" => (
            Failures("iptables_restore_failures_total", "Runs of the sync loop that iptables-restore refused."),
            Failures("iptables_partial_restore_failures_total", "Runs that wrote only what changed and that iptables-restore refused.")),
        _ => (null, null),
    };

    private Counter<long> Failures(string name, string help) => Meter.CreateCounter<long>($"kubeproxy_sync_proxy_rules_{name}", null, help);

    private void AddChangeInstruments()
    {
        Meter.CreateObservableCounter("kubeproxy_sync_proxy_rules_endpoint_changes_total", () => _progress.SlicesTotal, null, "Changes of EndpointSlices since start.");
        Meter.CreateObservableCounter("kubeproxy_sync_proxy_rules_service_changes_total", () => _progress.ServicesTotal, null, "Changes of Services since start.");
        Meter.CreateObservableGauge("kubeproxy_sync_proxy_rules_endpoint_changes_pending", () => _progress.SlicesPending, null, "Changes of EndpointSlices that are not in the kernel yet.");
        Meter.CreateObservableGauge("kubeproxy_sync_proxy_rules_service_changes_pending", () => _progress.ServicesPending, null, "Changes of Services that are not in the kernel yet.");
    }
}
