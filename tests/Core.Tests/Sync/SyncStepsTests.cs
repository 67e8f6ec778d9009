using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncStepsTests
{
    [Fact]
    public async Task The_steps_of_a_change_lead_from_its_arrival_to_the_end_of_the_apply()
    {
        await using LoopHarness loop = await AppliedAsync();
        loop.Kernel.DuringApply = () => Pass(loop, 16);
        long received = loop.Time.GetTimestamp();
        loop.Time.Advance(Milliseconds(1));
        long noticed = loop.Time.GetTimestamp();
        loop.Time.Advance(Milliseconds(2));
        loop.Publish(Graphs.Of(IpFamily.IPv4, "b"), new ChangePath(received, noticed, loop.Time.GetTimestamp()));
        SyncSteps steps = (await loop.Observer.NextSuccessAsync()).Steps;
        Assert.Equal(new SyncSteps(Milliseconds(1), Milliseconds(2), Milliseconds(0), Milliseconds(0), Milliseconds(0), Milliseconds(16)), steps);
        Assert.Equal(Milliseconds(19), steps.Total);
    }

    [Fact]
    public async Task Of_changes_that_are_written_together_the_first_one_counts()
    {
        await using LoopHarness loop = await AppliedAsync();
        loop.Kernel.Refusals = 1;
        loop.Publish(Graphs.Of(IpFamily.IPv4, "b"), Path(loop));
        await loop.Observer.NextFailureAsync();
        loop.Publish(Graphs.Of(IpFamily.IPv4, "c"), Path(loop));
        await loop.PassAsync(loop.Options.RetryInterval);
        Assert.Equal(loop.Options.RetryInterval, (await loop.Observer.NextSuccessAsync()).Steps.Wait);
    }

    [Fact]
    public async Task What_no_change_caused_has_no_way_before_the_loop()
    {
        await using LoopHarness loop = await AppliedAsync();
        loop.Kernel.DuringApply = () => Pass(loop, 16);
        loop.Publish("b");
        Assert.Equal(default(SyncSteps) with { Rest = Milliseconds(16) }, (await loop.Observer.NextSuccessAsync()).Steps);
    }

    private static async Task<LoopHarness> AppliedAsync()
    {
        var loop = new LoopHarness(new SyncOptions { MinInterval = TimeSpan.Zero });
        loop.Publish("a");
        await loop.Observer.NextSuccessAsync();
        return loop;
    }

    private static ChangePath Path(LoopHarness loop) => new(loop.Time.GetTimestamp(), loop.Time.GetTimestamp(), loop.Time.GetTimestamp());

    private static Task Pass(LoopHarness loop, int milliseconds)
    {
        loop.Time.Advance(Milliseconds(milliseconds));
        return Task.CompletedTask;
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
