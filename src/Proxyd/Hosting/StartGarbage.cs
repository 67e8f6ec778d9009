using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.Hosting;

/// <summary>
/// Gives back the memory that the start needed, once its rules are in force. Later changes leave too little garbage for the collector to look at
/// what is old, so that it would stay for hours: 300 instead of 250 MiB with 30,000 Services of 10 endpoints.
/// </summary>
internal sealed class StartGarbage(SyncedFamilies synced, TimeProvider time, ILogger<StartGarbage> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await synced.All.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (stoppingToken.IsCancellationRequested)
            return;
        long started = time.GetTimestamp();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        logger.GarbageCollected(time.GetElapsedTime(started).TotalMilliseconds, Environment.WorkingSet >> 20);
    }
}
