using Microsoft.Extensions.Logging;
using Proxier.Core.Conntrack;
using Proxier.Core.Graph;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Conntrack;

/// <summary>A running cleaner over a fake table, at a time that stands still.</summary>
internal sealed class CleanerHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConntrackCleaner _cleaner;
    private readonly ProxyMetrics _metrics;
    private readonly Task _run;
    private FamilyGraph? _last;

    public CleanerHarness()
    {
        _metrics = new ProxyMetrics("fake", new ObjectStore(), Time);
        _cleaner = new ConntrackCleaner(IpFamily.IPv4, Backend, Table, new FakeLocalAddresses("127.0.0.1", "192.0.2.1", "203.0.113.9"), _metrics, Time, Log);
        _run = _cleaner.RunAsync(_stop.Token);
    }

    public ManualTime Time { get; } = new();

    public FakeBackend Backend { get; } = new();

    public FakeFlowTable Table { get; } = new();

    public CountingLogger<ConntrackCleaner> Log { get; } = new();

    public void Apply(params SomeService[] services)
    {
        FamilyGraph graph = Some.IPv4(services);
        _cleaner.Applied(graph, [.. FamilyGraph.Changes(_last, graph)]);
        _last = graph;
    }

    /// <summary>Applies, and waits until the clean-up that follows is over.</summary>
    public async Task CleanAsync(params SomeService[] services)
    {
        Apply(services);
        await PassGraceAsync();
        await Time.WaitForTimerAsync(ConntrackCleaner.Pace);
    }

    /// <summary>Waits until a clean-up waits for requests under way, and lets that time go by.</summary>
    public async Task PassGraceAsync()
    {
        await Time.WaitForTimerAsync(ConntrackCleaner.Grace);
        Time.Advance(ConntrackCleaner.Grace);
    }

    /// <summary>Lets the pause after a clean-up go by.</summary>
    public void PassPause() => Time.Advance(ConntrackCleaner.Pace);

    public int Warnings => Log.Count(LogLevel.Warning);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
        _metrics.Dispose();
    }
}
