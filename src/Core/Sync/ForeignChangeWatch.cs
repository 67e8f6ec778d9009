using Microsoft.Extensions.Logging;
using Proxier.Core.Backends;
using Proxier.Core.Objects;

namespace Proxier.Core.Sync;

/// <summary>Keeps a backend's watch running and reports when our rules were changed, or may have been while nobody watched.</summary>
internal sealed class ForeignChangeWatch(IpFamily family, IProxyBackend backend, TimeProvider time, ILogger logger)
{
    /// <summary>A watch that ends sooner than this is started again only after this time: somebody writes without pause.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(Pace, TimeSpan.FromSeconds(30));

    /// <param name="changed">Our rules were changed.</param>
    /// <param name="unsure">Nobody watched for a while.</param>
    public async Task RunAsync(Action changed, Action unsure, CancellationToken cancel)
    {
        Action? missed = null;
        while (!cancel.IsCancellationRequested)
        {
            long start = time.GetTimestamp();
            try
            {
                Task watch = backend.WatchForeignChangesAsync(family, cancel);
                missed?.Invoke(); // only now, so that nothing falls between the look at the rules and the watch
                await watch.ConfigureAwait(false);
                _backoff.Reset();
                changed();
                TimeSpan left = Pace - time.GetElapsedTime(start);
                missed = left > TimeSpan.Zero ? changed : null;
                if (missed is not null)
                    await Task.Delay(left, time, cancel).ConfigureAwait(false);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                missed = unsure;
                TimeSpan delay = _backoff.Next();
                logger.WatchFailed(e, family, backend.Name, delay.TotalMilliseconds);
                await Task.Delay(delay, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
