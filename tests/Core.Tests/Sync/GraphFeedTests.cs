using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Events;
using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class GraphFeedTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ObjectStore _store = new();
    private readonly FakeBackend _backend = new();
    private readonly CountingLogger<GraphFeed> _log = new();
    private readonly RecordingEvents _events = new();
    private readonly RecordingObserver[] _observers = [new(), new()];
    private readonly CancellationTokenSource _stop = new();
    private readonly ProxyHealth _health;
    private readonly ProxyMetrics _metrics;
    private readonly ProxySync _sync;
    private readonly Task _run;

    public GraphFeedTests()
    {
        var options = new SyncOptions { MinInterval = TimeSpan.Zero };
        _health = new ProxyHealth(_time, TimeSpan.FromMinutes(1));
        _metrics = new ProxyMetrics("fake", _store, _time);
        SyncLoop[] loops = [.. Enum.GetValues<IpFamily>().Select(family => new SyncLoop(family, _backend, options, _observers[(int)family], _time, NullLogger<SyncLoop>.Instance))];
        var feed = new GraphFeed(_store, Some.Options, loops, _health, _metrics, _events, _time, _log);
        _sync = new ProxySync(feed, loops, []);
        _run = _sync.RunAsync(_stop.Token);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Nothing_is_written_before_the_source_is_complete()
    {
        Set(Some.Service("default/a").Port(80).Local("10.244.1.5"));
        Set(Some.Service("default/b").At("10.96.0.11").Port(80).Local("10.244.1.6"));
        _store.MarkSynced();
        SyncResult first = await _observers[0].NextSuccessAsync();
        Assert.Equal(2, first.Target.Graph.Ports.Count);
        Assert.Single(_backend[IpFamily.IPv4].Applied);
    }

    [Fact]
    public async Task One_change_reaches_both_families_under_one_revision()
    {
        _store.MarkSynced();
        await BothAsync();
        Set(Some.Service().At("10.96.0.10", "fd00:96::a").Port(80).Local("10.244.1.5", "fd00:10:244:1::5"));
        SyncResult ipv4 = await _observers[0].NextSuccessAsync(), ipv6 = await _observers[1].NextSuccessAsync();
        Assert.Equal(ipv4.Target.Revision, ipv6.Target.Revision);
        Assert.Single(ipv6.Target.Graph.Ports);
    }

    [Fact]
    public async Task Other_options_build_the_graph_anew_and_are_written_as_a_change()
    {
        Set(Some.Service("default/a").Port(80).Local("10.244.1.5"));
        _store.MarkSynced();
        SyncResult first = await _observers[0].NextSuccessAsync();

        _sync.Use(Some.Options with { MasqueradeAll = true }, new SyncOptions { MinInterval = TimeSpan.Zero, MaxRetryInterval = TimeSpan.FromMinutes(5) });
        SyncResult second = await _observers[0].NextSuccessAsync();

        Assert.Equal(SyncKind.Change, second.Kind);
        Assert.NotEqual(Masquerade.Always, first.Target.Graph.Ports[0].Frontends[0].Masquerade);
        Assert.Equal(Masquerade.Always, second.Target.Graph.Ports[0].Frontends[0].Masquerade);
        Assert.Equal(TimeSpan.FromMinutes(10), _health.Timeout);
    }

    [Fact]
    public async Task Trigger_times_count_in_their_family_and_only_when_they_are_newer_than_the_start()
    {
        _store.MarkSynced();
        await BothAsync();
        DateTimeOffset start = _time.GetUtcNow();
        SomeService web = Some.Service().Port(80).Local("10.244.1.5");
        _store.Batch(() =>
        {
            _store.Set(web.Service);
            _store.Set(web.Slices[0] with { TriggerTime = start.AddSeconds(-1) });
            _store.Set(web.Slices[0] with { TriggerTime = start.AddSeconds(1) });
        });
        Assert.Equal([start.AddSeconds(1)], (await _observers[0].NextSuccessAsync()).TriggerTimes);
        Assert.Empty((await _observers[1].NextSuccessAsync()).TriggerTimes);
    }

    [Fact]
    public async Task A_warning_is_logged_once_while_it_holds_and_again_when_it_comes_back()
    {
        SomeService odd = Some.Service().Port(80).With(service => service with { SchedulerName = "by-the-moon" });
        Set(odd);
        _store.MarkSynced();
        await BothAsync();
        Assert.Equal(1, Warnings());
        await ChangeAsync(Some.Service("default/b").At("10.96.0.11").Port(80));
        Assert.Equal(1, Warnings());

        await ChangeAsync(Some.Service().Port(80));
        await ChangeAsync(odd);
        Assert.Equal(2, Warnings());

        int Warnings() => _log.Messages.Count(message => message.Contains("by-the-moon"));
    }

    [Fact]
    public async Task A_node_that_is_leaving_is_not_eligible()
    {
        _store.SetNode(Some.Node with { IsLeaving = true });
        _store.MarkSynced();
        await BothAsync();
        Assert.False(_health.IsNodeEligible);
        _store.SetNode(Some.Node);
        await BothAsync();
        Assert.True(_health.IsNodeEligible);
    }

    [Fact]
    public async Task A_node_whose_object_is_gone_is_not_eligible_and_its_rules_stay_as_they_are()
    {
        Set(Some.Service().Port(80, nodePort: 30080).Local("10.244.1.5"));
        _store.SetNode(Some.Node);
        _store.MarkSynced();
        SyncResult before = await _observers[0].NextSuccessAsync();
        _store.SetNode(null);
        SyncResult after = await _observers[0].NextSuccessAsync();
        Assert.False(_health.IsNodeEligible);
        Assert.Same(before.Target.Graph, after.Target.Graph);
        Assert.Equal(SyncKind.Unchanged, after.Kind);

        _store.SetNode(Some.Node with { Zone = "elsewhere" });
        await _observers[0].NextSuccessAsync();
        Assert.True(_health.IsNodeEligible);
    }

    [Fact]
    public async Task A_node_that_never_had_an_object_is_eligible()
    {
        _store.MarkSynced();
        await BothAsync();
        Assert.True(_health.IsNodeEligible);
    }

    [Fact]
    public async Task An_address_of_a_family_without_cluster_IP_is_told_to_the_cluster_once()
    {
        SomeService odd = Some.Service("default/a").Port(80).ExternalIPs("2001:db8::1");
        Set(odd);
        _store.MarkSynced();
        await BothAsync();
        await ChangeAsync(Some.Service("default/b").At("10.96.0.11").Port(80));
        ClusterEvent told = Assert.Single(_events.Reported);
        Assert.Equal(
            (EventSubject.Service(new ObjectName("default", "a")), EventType.Warning, "KubeProxyIncorrectIPVersion", "GatherEndpoints"),
            (told.Subject, told.Type, told.Reason, told.Action));
        Assert.Equal("Service default/a: spec.externalIPs: 2001:db8::1 means nothing, as the Service has no IPv6 cluster IP", told.Note);
    }

    private void Set(SomeService service) => _store.Batch(() =>
    {
        _store.Set(service.Service);
        foreach (EndpointSlice slice in service.Slices)
            _store.Set(slice);
    });

    private async Task ChangeAsync(SomeService service)
    {
        Set(service);
        await BothAsync();
    }

    private async Task BothAsync()
    {
        await _observers[0].NextSuccessAsync();
        await _observers[1].NextSuccessAsync();
    }
}
