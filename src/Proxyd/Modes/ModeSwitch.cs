using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core;

namespace Proxier.Proxyd.Modes;

/// <summary>
/// Removes what other modes of ours left, once the rules of this one are in the kernel. Until then both answer: whichever comes first
/// translates a connection, conntrack keeps the translation, and the mark for masquerading is the same bit in both.
/// </summary>
/// <param name="others">Every mode that has a backend but this one.</param>
/// <param name="remove">Removes the rules of one mode.</param>
internal sealed class ModeSwitch(
    IReadOnlyList<ProxyMode> others, SyncedFamilies synced, Func<ProxyMode, CancellationToken, ValueTask> remove, TimeProvider time, ILogger<ModeSwitch> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await synced.All.WaitAsync(stoppingToken).ConfigureAwait(false);
            foreach (ProxyMode other in others)
                await RemoveAsync(other, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start does it.
        }
    }

    private async Task RemoveAsync(ProxyMode other, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await remove(other, cancel).ConfigureAwait(false);
                logger.OtherRulesGone(other.Word);
                return;
            }
            catch (ProxyException e)
            {
                logger.OtherRulesStay(e, other.Word, RetryInterval.TotalSeconds);
                await Task.Delay(RetryInterval, time, cancel).ConfigureAwait(false);
            }
        }
    }
}
