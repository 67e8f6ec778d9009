using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Proxier.Core.Events;
using Proxier.Kubernetes.Protocol;
using Proxier.Kubernetes.Watching;

namespace Proxier.Kubernetes.Events;

/// <summary>
/// Sends events to the API server, one after the other. What happens again within minutes only raises the count of the first, at
/// most once a minute; and more than a burst of different ones are left out.
/// </summary>
internal sealed class EventSink(ApiClient client, KubernetesOptions options, ApiTuning tuning, TimeProvider time, ILogger<EventSink> logger) : IEventSink
{
    private static readonly TimeSpan SeriesInterval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long the end waits for events that were reported before it: the reason of the end may be among them. Below the 5 s in which the
    /// daemon's host wants everything stopped.
    /// </summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(4);

    private const int Tries = 5;

    private readonly Channel<ClusterEvent> _queue = Channel.CreateBounded<ClusterEvent>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ReportLimit _limit = new(burst: 25, TimeSpan.FromSeconds(10), time);
    private readonly EventHistory _history = new(time);

    public void Report(ClusterEvent happened) => _queue.Writer.TryWrite(happened);

    /// <summary>Runs until it is cancelled, and then a little longer while there is something to tell; no failure ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var end = new CancellationTokenSource();
        using CancellationTokenRegistration _ = cancel.Register(() => end.CancelAfter(FarewellTime));
        try
        {
            while (true)
            {
                while (_queue.Reader.TryRead(out ClusterEvent? happened))
                    await TakeAsync(happened, end.Token).ConfigureAwait(false);
                await _queue.Reader.WaitToReadAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private Task TakeAsync(ClusterEvent happened, CancellationToken cancel)
    {
        if (_history.Find(happened) is { } series)
            return CountAsync(series, cancel);
        if (_limit.Allows(out _))
            return SendWithRetryAsync(happened, () => CreateAsync(happened, cancel), cancel);
        logger.EventLeftOut(happened.Reason, happened.Subject.Kind, happened.Subject.Name.ToString());
        return Task.CompletedTask;
    }

    private async Task CreateAsync(ClusterEvent happened, CancellationToken cancel)
    {
        EventSeries series = _history.New(happened);
        await client.SendAsync(HttpMethod.Post, EventJson.Collection(happened.Subject), "application/json", EventJson.Create(series, options.NodeName), cancel).ConfigureAwait(false);
        _history.Remember(series);
    }

    private async Task CountAsync(EventSeries series, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        series.HappenedAgain(now);
        if (now - series.LastSent < SeriesInterval)
            return;
        series.LastSent = now;
        await SendWithRetryAsync(
            series.Happened,
            () => client.SendAsync(HttpMethod.Patch, $"{EventJson.Collection(series.Happened.Subject)}/{series.Name}", "application/merge-patch+json", EventJson.PatchSeries(series), cancel),
            cancel).ConfigureAwait(false);
    }

    private async Task SendWithRetryAsync(ClusterEvent happened, Func<Task> send, CancellationToken cancel)
    {
        var retry = new RetrySchedule(tuning.FirstRetry, tuning.LongestRetry, tuning.Chance);
        for (int tries = 1; ; tries++)
        {
            try
            {
                await send().ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
            {
                if (tries == Tries || !e.MayPass())
                {
                    logger.EventLost(happened.Reason, happened.Subject.Kind, happened.Subject.Name.ToString(), e.Text());
                    return;
                }

                await Task.Delay(retry.Next(e.RetryAfter()), time, cancel).ConfigureAwait(false);
            }
        }
    }
}
