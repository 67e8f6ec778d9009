using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Objects;

public sealed class ObjectStoreTests
{
    private readonly ObjectStore _store = new();

    [Fact]
    public void Services_are_ordered_by_name_and_joined_with_their_slices()
    {
        SomeService web = Web("default/web"), api = Web("default/api");
        Set(web);
        Set(api);

        Assert.Equal([api.Objects, web.Objects], _store.Snapshot().State.Services);
    }

    [Fact]
    public void Slices_are_kept_while_their_Service_is_not_known()
    {
        SomeService web = Web("default/web");
        _store.Set(web.Slices[0]);
        Assert.Null(Assert.Single(_store.Snapshot().State.Services).Service);

        _store.Set(web.Service);
        Assert.Equal(web.Objects, Assert.Single(_store.Snapshot().State.Services));
    }

    [Fact]
    public void An_unchanged_Service_keeps_its_reference()
    {
        Set(Web("default/api"));
        Set(Web("default/web"));
        ClusterState before = _store.Snapshot().State;

        Set(Web("default/web").Local("10.244.1.9"));
        ClusterState after = _store.Snapshot().State;

        Assert.Same(before.Services[0], after.Services[0]);
        Assert.NotEqual(before.Services[1], after.Services[1]);
    }

    [Fact]
    public void Setting_an_equal_object_changes_nothing_and_wakes_nobody()
    {
        Set(Web("default/web"));
        ObjectSnapshot before = _store.Snapshot();

        Set(Web("default/web"));
        ObjectSnapshot after = _store.Snapshot();

        Assert.Equal(before.Version, after.Version);
        Assert.Same(before.State, after.State);
        Assert.Equal(ObjectChanges.None, after.Changes);
    }

    [Fact]
    public void A_change_that_is_taken_back_before_the_snapshot_leaves_the_state_as_it_was()
    {
        Set(Web("default/web"));
        ClusterState before = _store.Snapshot().State;

        _store.RemoveService(Web("default/web").Service.Name);
        _store.Set(Web("default/web").Service);

        Assert.Same(before, _store.Snapshot().State);
    }

    [Fact]
    public void What_is_removed_is_gone_with_its_last_slice()
    {
        SomeService web = Web("default/web");
        Set(web);
        _store.RemoveService(web.Service.Name);
        Assert.Null(Assert.Single(_store.Snapshot().State.Services).Service);

        _store.RemoveSlice(web.Slices[0].Name);
        Assert.Empty(_store.Snapshot().State.Services);
    }

    [Fact]
    public void A_slice_that_changes_its_Service_leaves_the_old_one()
    {
        SomeService web = Web("default/web");
        Set(web);
        _store.Set(web.Slices[0] with { Service = new ObjectName("default", "zoo") });

        PagedArray<ServiceObjects> services = _store.Snapshot().State.Services;
        Assert.Equal(["web", "zoo"], services.Select(service => service.Name.Name));
        Assert.Empty(services[0].Slices);
        Assert.Single(services[1].Slices);
    }

    [Fact]
    public void An_object_that_is_handed_to_another_proxy_is_absent_until_it_comes_back()
    {
        SomeService web = Web("default/web");
        Set(web);
        _store.Set(web.Service with { IsForAnotherProxy = true });
        _store.Set(web.Slices[0] with { IsForAnotherProxy = true });
        Assert.Empty(_store.Snapshot().State.Services);

        Set(web);
        Assert.Equal(web.Objects, Assert.Single(_store.Snapshot().State.Services));
    }

    [Fact]
    public async Task Waiters_wake_once_for_a_batch_and_see_all_of_it()
    {
        ObjectSnapshot before = _store.Snapshot();
        Task changed = _store.WaitForChangeAsync(before.Version, CancellationToken.None);
        Assert.False(changed.IsCompleted);

        _store.Batch(() =>
        {
            Set(Web("default/api"));
            Set(Web("default/web"));
            Assert.False(changed.IsCompleted);
        });
        await changed;

        ObjectSnapshot after = _store.Snapshot();
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(2, after.State.Services.Count);
    }

    [Fact]
    public void A_batch_that_fails_keeps_what_it_has_set_and_tells_so()
    {
        long before = _store.Snapshot().Version;
        Assert.Throws<InvalidOperationException>(() => _store.Batch(() =>
        {
            Set(Web("default/api"));
            throw new InvalidOperationException();
        }));
        Set(Web("default/web"));

        Assert.Equal(before + 3, _store.Snapshot().Version); // the batch, then a Service and its slice
        Assert.Equal(2, _store.Snapshot().State.Services.Count);
    }

    [Fact]
    public async Task A_waiter_that_missed_a_change_does_not_wait()
    {
        long seen = _store.Snapshot().Version;
        _store.SetNode(Some.Node);
        await _store.WaitForChangeAsync(seen, CancellationToken.None);
        Assert.Equal(Some.Node, _store.Snapshot().State.Node);
    }

    [Fact]
    public async Task Waiting_ends_with_its_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        Task waiting = _store.WaitForChangeAsync(_store.Snapshot().Version, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Becoming_synced_is_a_change_the_first_time()
    {
        long before = _store.Snapshot().Version;
        Assert.False(_store.IsSynced);

        _store.MarkSynced();
        _store.MarkSynced();

        Assert.True(_store.Snapshot().IsSynced);
        Assert.Equal(before + 1, _store.Snapshot().Version);
    }

    [Fact]
    public void ServiceCidrs_are_ordered_by_name()
    {
        var late = new ServiceCidr("late", []);
        _store.Set(late);
        _store.Set(new ServiceCidr("gone", []));
        _store.Set(new ServiceCidr("early", []));
        _store.RemoveServiceCidr("gone");

        Assert.Equal(["early", "late"], _store.Snapshot().State.ServiceCidrs.Select(cidr => cidr.Name));
    }

    [Fact]
    public void Changes_are_counted_by_object_until_the_snapshot_and_by_event_since_start()
    {
        SomeService web = Web("default/web");
        Set(web);
        _store.Set(web.Service with { Type = ServiceType.NodePort });
        Assert.Equal(new ChangeCounts(ServicesTotal: 2, SlicesTotal: 1, ServicesPending: 1, SlicesPending: 1), _store.Counts);

        ObjectChanges changes = _store.Snapshot().Changes;
        Assert.Equal((1, 1), (changes.Services, changes.Slices));
        Assert.Equal(new ChangeCounts(ServicesTotal: 2, SlicesTotal: 1, ServicesPending: 0, SlicesPending: 0), _store.Counts);
    }

    [Fact]
    public void Trigger_times_of_changed_slices_come_with_the_next_snapshot_but_not_those_of_removed_ones()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        EndpointSlice slice = Web("default/web").Slices[0] with { TriggerTime = time };
        _store.Set(slice);
        Assert.Equal([new SliceTrigger(IpFamily.IPv4, time)], _store.Snapshot().Changes.Triggers);

        _store.RemoveSlice(slice.Name);
        Assert.Empty(_store.Snapshot().Changes.Triggers);
    }

    private static SomeService Web(string name) => Some.Service(name).Port(80).Remote("10.244.2.5");

    private void Set(SomeService service)
    {
        _store.Set(service.Service);
        foreach (EndpointSlice slice in service.Slices)
            _store.Set(slice);
    }
}
