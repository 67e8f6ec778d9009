using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncFamiliesTests
{
    [Fact]
    public async Task A_family_that_fails_or_hangs_does_not_hold_up_the_other()
    {
        var backend = new FakeBackend();
        var time = new ManualTime();
        var options = new SyncOptions { MinInterval = TimeSpan.Zero };
        using var stop = new CancellationTokenSource();
        var observers = new[] { new RecordingObserver(), new RecordingObserver() };
        SyncLoop[] loops = [.. Enum.GetValues<IpFamily>().Select(family => new SyncLoop(family, backend, options, observers[(int)family], time, NullLogger<SyncLoop>.Instance))];
        Task run = Task.WhenAll(loops.Select(loop => loop.RunAsync(stop.Token)));

        backend[IpFamily.IPv6].Refusals = 1;
        Publish(1, "a");
        await observers[1].NextFailureAsync();
        await observers[0].NextSuccessAsync();

        backend[IpFamily.IPv6].DuringApply = () => new TaskCompletionSource().Task;
        time.Advance(options.RetryInterval);
        Publish(2, "b");
        await observers[0].NextSuccessAsync();
        Publish(3, "c");
        await observers[0].NextSuccessAsync();

        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);

        void Publish(long revision, string service)
        {
            foreach (SyncLoop loop in loops)
                loop.Publish(new SyncTarget(revision, Graphs.Of(loop.Family, service), default, []));
        }
    }
}
