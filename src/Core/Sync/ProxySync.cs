using Proxier.Core.Building;
using Proxier.Core.Conntrack;

namespace Proxier.Core.Sync;

/// <summary>Everything that keeps the kernel at the state of the store, side by side.</summary>
public sealed class ProxySync(GraphFeed feed, IReadOnlyList<SyncLoop> loops, IReadOnlyList<ConntrackCleaner> cleaners)
{
    /// <summary>From any thread: the graph is built anew, and written as the change that it is.</summary>
    public void Use(GraphOptions graph, SyncOptions sync)
    {
        feed.Use(graph, 2 * sync.MaxRetryInterval);
        foreach (SyncLoop loop in loops)
            loop.Use(sync);
    }

    /// <summary>Runs until it is cancelled. The rules stay as they are then.</summary>
    public Task RunAsync(CancellationToken cancel) =>
        Task.WhenAll([feed.RunAsync(cancel), .. loops.Select(loop => loop.RunAsync(cancel)), .. cleaners.Select(cleaner => cleaner.RunAsync(cancel))]);
}
