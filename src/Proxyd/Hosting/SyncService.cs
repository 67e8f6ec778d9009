using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Proxyd.Hosting;

/// <summary>Reads objects and keeps the kernel at their state, until the host stops.</summary>
internal sealed class SyncService(IObjectSource source, ObjectStore store, ProxySync sync, ILogger<SyncService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task programming = sync.RunAsync(stoppingToken);
        try
        {
            await Task.Run(() => source.RunAsync(store, stoppingToken), stoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A source deals with its own troubles. One that gives up leaves us blind, and a supervisor should know.
            logger.SourceFailed(e);
            throw;
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }

        await programming.ConfigureAwait(false);
    }
}
