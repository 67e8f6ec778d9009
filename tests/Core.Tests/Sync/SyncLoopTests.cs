using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncLoopTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task The_first_target_is_written_in_full_at_once()
    {
        await using var loop = new LoopHarness();
        FamilyGraph graph = loop.Publish("a");
        SyncResult result = await loop.Observer.NextSuccessAsync();
        Assert.Equal(SyncKind.Full, result.Kind);
        Assert.Equal(graph, loop.Kernel.Held);
        Assert.Single(result.Changes);
    }

    [Fact]
    public async Task A_restart_over_the_same_state_writes_nothing()
    {
        await using var loop = new LoopHarness(prepare: kernel => kernel.Preload(Graphs.Of(IpFamily.IPv4, "a")));
        loop.Publish("a");
        Assert.Equal(SyncKind.Unchanged, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Empty(loop.Kernel.Applied);

        FamilyGraph next = loop.Publish("a", "b");
        Assert.Equal(SyncKind.Change, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Equal(next, loop.Kernel.Held);
    }

    [Fact]
    public async Task A_restart_over_another_state_writes_everything()
    {
        await using var loop = new LoopHarness(prepare: kernel => kernel.Preload(Graphs.Of(IpFamily.IPv4, "old")));
        loop.Publish("a");
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
    }

    [Fact]
    public async Task A_host_that_cannot_be_asked_at_start_gets_everything_written()
    {
        await using var loop = new LoopHarness(prepare: kernel => kernel.IsSilent = true);
        loop.Publish("a");
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
    }

    [Fact]
    public async Task A_burst_costs_one_apply_after_the_minimum_interval()
    {
        await using var loop = new LoopHarness();
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Publish("a", "b");
        loop.Publish("a", "b", "c");
        FamilyGraph last = loop.Publish("a", "c");

        await loop.Time.WaitForTimerAsync(loop.Options.MinInterval);
        loop.Time.Advance(loop.Options.MinInterval - Tick);
        Assert.Single(loop.Kernel.Applied);

        loop.Time.Advance(Tick);
        SyncResult result = await loop.Observer.NextSuccessAsync();
        Assert.Equal(2, loop.Kernel.Applied.Count);
        Assert.Equal(last, loop.Kernel.Held);
        Assert.Equal(4, result.Target.Revision);
    }

    [Fact]
    public async Task The_minimum_interval_counts_from_the_end_of_a_run()
    {
        await using var loop = new LoopHarness();
        loop.Kernel.DuringApply = () =>
        {
            loop.Time.Advance(TimeSpan.FromSeconds(5));
            return Task.CompletedTask;
        };
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Publish("a", "b");
        await loop.PassAsync(loop.Options.MinInterval);
        await loop.Observer.NextSuccessAsync();
    }

    [Fact]
    public async Task Another_minimum_interval_counts_at_once()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.FromMinutes(10) });
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Publish("a", "b");
        await loop.Time.WaitForTimerAsync(loop.Options.MinInterval);
        loop.Use(new SyncOptions { MinInterval = TimeSpan.Zero });
        await loop.Observer.NextSuccessAsync();
    }

    [Fact]
    public async Task A_minimum_interval_of_zero_writes_at_once()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.Zero });
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Publish("b");
        Assert.Equal(SyncKind.Change, (await loop.Observer.NextSuccessAsync()).Kind);
    }

    [Fact]
    public async Task A_change_after_quiet_is_written_at_once()
    {
        await using var loop = new LoopHarness();
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(loop.Options.MinInterval);
        loop.Publish("b");
        await loop.Observer.NextSuccessAsync();
    }

    [Fact]
    public async Task What_changes_while_an_apply_runs_is_written_after_it()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.Zero });
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        loop.Kernel.DuringApply = () =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        loop.Publish("a");
        await entered.Task.WaitAsync(Patience.Limit);
        loop.Publish("b");
        FamilyGraph last = loop.Publish("c");
        release.SetResult();

        Assert.Equal(1, (await loop.Observer.NextSuccessAsync()).Target.Revision);
        Assert.Equal(3, (await loop.Observer.NextSuccessAsync()).Target.Revision);
        Assert.Equal(last, loop.Kernel.Held);
    }

    [Fact]
    public async Task A_target_that_equals_what_is_applied_is_reported_without_a_write()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.Zero });
        FamilyGraph graph = loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Publish(graph);
        SyncResult result = await loop.Observer.NextSuccessAsync();
        Assert.Equal(SyncKind.Unchanged, result.Kind);
        Assert.Equal(2, result.Target.Revision);
        Assert.Single(loop.Kernel.Applied);
    }

    [Fact]
    public async Task Trigger_times_of_targets_that_were_skipped_are_not_lost()
    {
        await using var loop = new LoopHarness();
        loop.Kernel.Refusals = 1;
        DateTimeOffset start = loop.Time.GetUtcNow();
        loop.Publish(Graphs.Of(IpFamily.IPv4, "a"), start);
        await loop.Observer.NextFailureAsync();
        loop.Publish(Graphs.Of(IpFamily.IPv4, "b"), start.AddSeconds(1));
        await loop.PassAsync(loop.Options.RetryInterval);
        Assert.Equal([start, start.AddSeconds(1)], (await loop.Observer.NextSuccessAsync()).TriggerTimes);
    }

    [Fact]
    public async Task It_ends_when_it_is_cancelled_before_the_first_target()
    {
        var loop = new LoopHarness();
        await loop.DisposeAsync();
        Assert.Empty(loop.Kernel.Applied);
    }
}
