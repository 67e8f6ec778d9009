using Proxier.Core.Conntrack;

namespace Proxier.Core.Sync;

/// <summary>Everything that keeps the kernel at the state of the store, side by side.</summary>
public sealed class ProxySync(GraphFeed feed, IReadOnlyList<SyncLoop> loops, IReadOnlyList<ConntrackCleaner> cleaners)
{
    /// <summary>Runs until it is cancelled. The rules stay as they are then.</summary>
    public Task RunAsync(CancellationToken cancel) =>
        Task.WhenAll([feed.RunAsync(cancel), .. loops.Select(loop => loop.RunAsync(cancel)), .. cleaners.Select(cleaner => cleaner.RunAsync(cancel))]);
}
