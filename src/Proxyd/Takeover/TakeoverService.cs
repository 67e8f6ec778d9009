using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.Takeover;

/// <summary>
/// Removes what kube-proxy left, each family once our rules of it are in the kernel: ours first, then theirs. Until then both answer:
/// whichever comes first translates a connection, conntrack keeps the translation, and the mark for masquerading is the same bit in both.
/// </summary>
internal sealed class TakeoverService(
    IEnumerable<ILeftoverSource> sources, TakeoverSettings settings, SyncedFamilies synced, RemovalGate gate, TakeoverMetrics metrics, TimeProvider time,
    ILogger<TakeoverService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsWanted)
            return;
        try
        {
            await Task.WhenAll(Enum.GetValues<IpFamily>().Select(family => TakeOverAsync(family, stoppingToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start does it.
        }
    }

    /// <summary>What a tool refuses is tried again, and holds up no other tool: a set can only go after the last rule that names it.</summary>
    private async Task TakeOverAsync(IpFamily family, CancellationToken cancel)
    {
        await synced.Of(family).WaitAsync(cancel).ConfigureAwait(false);
        List<ILeftoverSource> left = [.. sources];
        for (TimeSpan wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            left = await RemoveAsync(left, family, wait, cancel).ConfigureAwait(false);
            if (left.Count == 0)
                break;
            await Task.Delay(wait, time, cancel).ConfigureAwait(false);
        }

        logger.TakenOver(family);
    }

    private async Task<List<ILeftoverSource>> RemoveAsync(List<ILeftoverSource> from, IpFamily family, TimeSpan wait, CancellationToken cancel)
    {
        List<ILeftoverSource> refused = [];
        foreach (ILeftoverSource source in from)
        {
            try
            {
                Tell(await gate.RunAsync(() => source.RemoveAsync(settings.Mode, family, cancel), cancel).ConfigureAwait(false));
            }
            catch (ProxyException e)
            {
                metrics.Failed(source.Tool, family);
                logger.TakeoverFailed(e, source.Tool, family, wait.TotalSeconds);
                refused.Add(source);
            }
        }

        return refused;
    }

    private void Tell(IReadOnlyList<Leftover> found)
    {
        foreach (Leftover left in found.Where(left => left.StaysBecause is null))
        {
            metrics.Removed(left);
            logger.LeftoverGone(left.Names.Count, left.Kind, left.Mode, left.Tool, left.Family, Excerpt(left));
        }

        foreach (Leftover kept in found.Where(left => left.StaysBecause is not null))
            logger.LeftoverStays(kept.Kind, string.Join(", ", kept.Names), kept.Tool, kept.Family, kept.StaysBecause!);
    }

    private static string Excerpt(Leftover left) =>
        $"{(left.Place.Length == 0 ? "" : $"table {left.Place}, ")}{string.Join(", ", left.Names.Take(5))}{(left.Names.Count > 5 ? ", …" : "")}";
}
