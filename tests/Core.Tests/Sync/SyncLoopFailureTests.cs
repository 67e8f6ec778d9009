using Proxier.Core.Graph;
using Proxier.Core.Sync;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncLoopFailureTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task After_a_failure_the_next_apply_is_in_full()
    {
        await using var loop = new LoopHarness();
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(loop.Options.MinInterval);
        loop.Kernel.Refusals = 1;
        FamilyGraph graph = loop.Publish("b");
        await loop.Observer.NextFailureAsync();
        await loop.PassAsync(loop.Options.RetryInterval);
        Assert.Equal(SyncKind.Full, (await loop.Observer.NextSuccessAsync()).Kind);
        Assert.Equal(graph, loop.Kernel.Held);
    }

    [Fact]
    public async Task A_refused_apply_keeps_the_state_that_works()
    {
        await using var loop = new LoopHarness();
        FamilyGraph works = loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(loop.Options.MinInterval);
        loop.Kernel.Refusals = int.MaxValue;
        loop.Publish("b");
        await loop.Observer.NextFailureAsync();
        await loop.PassAsync(loop.Options.RetryInterval);
        await loop.Observer.NextFailureAsync();
        Assert.Equal(works, loop.Kernel.Held);
    }

    [Fact]
    public async Task Retries_back_off_to_a_limit_and_start_over_after_a_success()
    {
        var options = new SyncOptions { RetryInterval = TimeSpan.FromSeconds(1), MaxRetryInterval = TimeSpan.FromSeconds(5) };
        await using var loop = new LoopHarness(options, kernel => kernel.Refusals = 5);
        loop.Publish("a");
        await loop.Observer.NextFailureAsync();
        foreach (int seconds in new[] { 1, 2, 4, 5 })
        {
            await loop.PassAsync(TimeSpan.FromSeconds(seconds));
            await loop.Observer.NextFailureAsync();
        }

        await loop.PassAsync(TimeSpan.FromSeconds(5));
        await loop.Observer.NextSuccessAsync();
        loop.Time.Advance(loop.Options.MinInterval);

        loop.Kernel.Refusals = 1;
        loop.Publish("b");
        await loop.Observer.NextFailureAsync();
        await loop.PassAsync(TimeSpan.FromSeconds(1));
        await loop.Observer.NextSuccessAsync();
    }

    [Fact]
    public async Task A_target_that_comes_in_after_a_failure_waits_for_the_retry()
    {
        var options = new SyncOptions { MinInterval = TimeSpan.Zero };
        await using var loop = new LoopHarness(options, kernel => kernel.Refusals = 1);
        loop.Publish("a");
        await loop.Observer.NextFailureAsync();
        loop.Publish("b");
        await loop.Time.WaitForTimerAsync(options.RetryInterval);
        loop.Time.Advance(options.RetryInterval - Tick);
        Assert.Empty(loop.Kernel.Applied);
        loop.Time.Advance(Tick);
        Assert.Equal(2, (await loop.Observer.NextSuccessAsync()).Target.Revision);
    }

    [Fact]
    public async Task An_observer_that_throws_does_not_end_the_loop()
    {
        await using var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.Zero });
        loop.Observer.Throws = true;
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        FamilyGraph graph = loop.Publish("b");
        await loop.Observer.NextSuccessAsync();
        Assert.Equal(graph, loop.Kernel.Held);
    }
}
