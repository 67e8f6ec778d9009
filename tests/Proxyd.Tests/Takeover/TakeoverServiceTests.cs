using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Core.Takeover;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Takeover;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Takeover;

public sealed class TakeoverServiceTests : IDisposable, ISyncObserver
{
    private readonly ManualTime _time = new();
    private readonly CountingLogger<TakeoverService> _log = new();
    private readonly TakeoverMetrics _metrics = new();
    private readonly RemovalGate _gate = new();
    private readonly FakeLeftovers _nft = new("nft"), _sets = new("ipset");

    public void Dispose()
    {
        _metrics.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task Each_family_is_taken_over_once_it_is_in_force_and_not_before()
    {
        var synced = new SyncedFamilies(this, Enum.GetValues<IpFamily>());
        using TakeoverService service = await StartAsync(synced, isWanted: true);

        Succeed(synced, Some.IPv6());
        await _sets.WaitAsync(1);
        Assert.Equal([IpFamily.IPv6], _nft.Removals);

        Succeed(synced, Some.IPv4());
        await _sets.WaitAsync(2);
        Assert.Equal([IpFamily.IPv6, IpFamily.IPv4], _nft.Removals);
        await service.ExecuteTask!.WaitAsync(Patience.Limit); // started
    }

    [Fact]
    public async Task What_one_tool_refuses_is_counted_and_tried_again_and_holds_up_no_other()
    {
        using var metrics = new MetricsRecorder(_metrics.Meter);
        _nft.Refusals = 1;
        var synced = new SyncedFamilies(this, [IpFamily.IPv4]);
        using TakeoverService service = await StartAsync(synced, isWanted: true);

        Succeed(synced, Some.IPv4()); // IPv6, which nobody programs, follows
        await _sets.WaitAsync(2);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _log.Count(LogLevel.Warning));
        _time.Advance(TimeSpan.FromSeconds(1));

        await service.ExecuteTask!.WaitAsync(Patience.Limit); // started
        Assert.Equal((2, 2), (_nft.Removals.Count, _sets.Removals.Count));
        Assert.Single(metrics.Lines, line => line.StartsWith("proxier_takeover_failures_total{tool=nft,", StringComparison.Ordinal));
        Assert.Equal(2, metrics.Lines.Count(line => line.StartsWith("proxier_takeover_removed_total{tool=nft,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_operator_may_forbid_it()
    {
        var synced = new SyncedFamilies(this, [IpFamily.IPv4]);
        using TakeoverService service = await StartAsync(synced, isWanted: false);
        Succeed(synced, Some.IPv4());
        await service.ExecuteTask!.WaitAsync(Patience.Limit); // started
        Assert.Empty(_nft.Removals);
    }

    void ISyncObserver.Succeeded(SyncResult result)
    {
    }

    void ISyncObserver.Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error)
    {
    }

    private async Task<TakeoverService> StartAsync(SyncedFamilies synced, bool isWanted)
    {
        var service = new TakeoverService([_nft, _sets], new TakeoverSettings("nftables", isWanted), synced, _gate, _metrics, _time, _log);
        await service.StartAsync(CancellationToken.None);
        return service;
    }

    private static void Succeed(SyncedFamilies synced, FamilyGraph graph) =>
        synced.Succeeded(new SyncResult(new SyncTarget(1, graph, default, []), SyncKind.Full, [], [], TimeSpan.Zero));

    private sealed class FakeLeftovers(string tool) : ILeftoverSource
    {
        private readonly Lock _lock = new();
        private readonly List<IpFamily> _removals = [];

        public string Tool => tool;

        public int Refusals { get; set; }

        public IReadOnlyList<IpFamily> Removals
        {
            get
            {
                lock (_lock)
                    return [.. _removals];
            }
        }

        public Task WaitAsync(int removals) => Eventually.TrueAsync(() => Task.FromResult(Removals.Count >= removals), Patience.Limit, $"{tool} is not asked to remove anything");

        public ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel) => throw new NotSupportedException("Nobody looks without removing.");

        public ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel)
        {
            lock (_lock)
            {
                if (Refusals-- > 0)
                    throw new CommandFailedException(new Command(tool, []), "ended with code 1", 1, "it is in use");
                _removals.Add(family);
                return ValueTask.FromResult<IReadOnlyList<Leftover>>([new Leftover("nftables", tool, family, "table", "", ["ip kube-proxy"])]);
            }
        }
    }
}
