using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

/// <summary>One running loop over a fake kernel, at a time that stands still.</summary>
internal sealed class LoopHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SyncLoop _loop;
    private readonly Task _run;
    private long _revision;

    public LoopHarness(SyncOptions? options = null, Action<FakeKernel>? prepare = null)
    {
        Options = options ?? new SyncOptions();
        prepare?.Invoke(Kernel);
        _loop = new SyncLoop(IpFamily.IPv4, Backend, Options, Observer, Time, NullLogger<SyncLoop>.Instance);
        _run = _loop.RunAsync(_stop.Token);
    }

    public SyncOptions Options { get; }

    public FakeBackend Backend { get; } = new();

    public FakeKernel Kernel => Backend[IpFamily.IPv4];

    public ManualTime Time { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public void Use(SyncOptions options) => _loop.Use(options);

    public FamilyGraph Publish(params string[] services) => Publish(Graphs.Of(IpFamily.IPv4, services));

    /// <summary>A change that has been on its way since <paramref name="path"/> began.</summary>
    public void Publish(FamilyGraph graph, ChangePath path) => _loop.Publish(new SyncTarget(++_revision, graph, default, []) { Path = path });

    public FamilyGraph Publish(FamilyGraph graph, params DateTimeOffset[] triggerTimes)
    {
        _loop.Publish(new SyncTarget(++_revision, graph, default, triggerTimes.ToEquatableArray()));
        return graph;
    }

    /// <summary>Sleeps until the loop does, then lets exactly that time go by.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Time.WaitForTimerAsync(time);
        Time.Advance(time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
    }
}
