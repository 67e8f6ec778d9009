using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Backends.Nft.Tests;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(NftSyncCostTests), DisableParallelization = true)]
[Collection(nameof(NftSyncCostTests))]
public sealed class NftSyncCostTests
{
    private const int Rounds = 20;

    /// <summary>As with a change alone, and what the threads of two loops may do beside it.</summary>
    private const long Slack = 32 << 10;

    [Fact]
    public async Task A_sync_costs_the_same_in_a_cluster_of_a_hundred_times_as_many_services()
    {
        (SyncCost Cost, long Allocated) small = await MeasureAsync(100), large = await MeasureAsync(10_000);
        Assert.Equal(small.Cost.Scripts, large.Cost.Scripts);
        Assert.Equal(small.Cost.Bytes, large.Cost.Bytes);
        Assert.InRange(large.Allocated, 0, small.Allocated + Slack);
    }

    private static async Task<(SyncCost Cost, long Allocated)> MeasureAsync(int services)
    {
        using var stop = new CancellationTokenSource();
        var results = new ResultChannel();
        var backend = new NftBackend(
            Rendering.Renderer, new TalliedCommandRunner(new ReadingRunner()), new OwnCommits(new NoEvents(), NftNames.Table), new CountedPackets(), NullLogger<NftBackend>.Instance);
        var loop = new SyncLoop(IpFamily.IPv4, backend, new SyncOptions { MinInterval = TimeSpan.Zero }, results, TimeProvider.System, NullLogger<SyncLoop>.Instance);
        Task running = loop.RunAsync(stop.Token);
        ObjectStore store = ChangeCost.Filled(services);
        BuiltGraph built = GraphBuilder.Build(store.Snapshot().State, Some.Options);
        loop.Publish(new SyncTarget(1, built.Graph.IPv4, default, []));
        await results.NextAsync();

        SyncResult last = null!; // there are rounds
        long least = long.MaxValue;
        for (int round = 1; round <= Rounds; round++)
        {
            long begun = GC.GetTotalAllocatedBytes(precise: true);
            store.Set(ChangeCost.ChangedSlice(round));
            built = GraphBuilder.Build(store.Snapshot().State, Some.Options, built);
            loop.Publish(new SyncTarget(1 + round, built.Graph.IPv4, default, []));
            last = await results.NextAsync();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - begun);
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience.Limit);
        return (last.Cost, least);
    }

    private sealed class ResultChannel : ISyncObserver
    {
        private readonly Channel<SyncResult> _results = Channel.CreateUnbounded<SyncResult>();

        public void Succeeded(SyncResult result) => _results.Writer.TryWrite(result);

        public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error) => _results.Writer.TryComplete(error);

        public Task<SyncResult> NextAsync() => _results.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
    }

    /// <summary>Lists the table that was written last, and takes every script.</summary>
    private sealed class ReadingRunner : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
        {
            command.Input?.WriteTo(Stream.Null);
            return ValueTask.FromResult(new CommandResult("table ip proxier {\n}\n", "", TimeSpan.Zero));
        }

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class NoEvents : ITableEvents
    {
        public async IAsyncEnumerable<TableCommit> ListenAsync(string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.Delay(Timeout.Infinite, cancel);
            yield break;
        }
    }
}
