using Proxier.Core.Graph;
using Proxier.Core.Sync;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncLoopRepairTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Rules_deleted_by_hand_are_back_at_once_whatever_the_minimum_interval()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.FromMinutes(10) });
        FamilyGraph graph = loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(TwoSeconds);

        loop.Kernel.DeleteByHand();
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Equal(graph, loop.Kernel.Held);
    }

    [Fact]
    public async Task A_foreign_change_while_an_apply_runs_is_repaired_within_two_seconds()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.FromMinutes(10) });
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(TimeSpan.FromMinutes(10));
        loop.Kernel.DuringApply = () =>
        {
            loop.Kernel.DuringApply = () => Task.CompletedTask;
            loop.Kernel.DeleteByHand();
            return Task.CompletedTask;
        };
        FamilyGraph graph = loop.Publish("b");

        // The change is refused, as it started from rules that are gone; the repair follows.
        await loop.Observer.NextFailureAsync();
        await loop.PassAsync(loop.Options.RetryInterval);
        await loop.Observer.NextSuccessAsync();
        Assert.Equal(graph, loop.Kernel.Held);
    }

    [Fact]
    public async Task Somebody_who_deletes_without_pause_costs_one_repair_a_second()
    {
        await using var loop = new LoopHarness();
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(TwoSeconds);
        loop.Kernel.DeleteByHand();
        await loop.Observer.NextSuccessAsync();
        await loop.Kernel.WatchStartedAsync(2);

        loop.Kernel.DeleteByHand();
        await loop.PassAsync(SyncSchedule.RepairInterval);
        await loop.Observer.NextSuccessAsync();
        Assert.NotNull(loop.Kernel.Held);
    }

    [Fact]
    public async Task Everything_is_written_again_once_an_hour()
    {
        await using var loop = new LoopHarness();
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        await loop.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Equal(2, loop.Kernel.Applied.Count);
    }

    [Fact]
    public async Task A_broken_watch_is_started_again_and_a_look_that_finds_the_rules_writes_nothing()
    {
        await using var loop = new LoopHarness(prepare: kernel => kernel.BrokenWatches = 1);
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        await loop.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(SyncKind.Unchanged, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Single(loop.Kernel.Applied);
    }

    [Fact]
    public async Task What_was_deleted_while_the_watch_was_broken_is_back_with_the_watch()
    {
        await using var loop = new LoopHarness(prepare: kernel => kernel.BrokenWatches = 1);
        FamilyGraph graph = loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Kernel.DeleteByHand();
        await loop.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Equal(graph, loop.Kernel.Held);
    }
}
