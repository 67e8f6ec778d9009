using Microsoft.Extensions.Logging;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

/// <summary>
/// Keeps one collection up to date: lists it, watches from there, and begins again where that breaks. Whatever goes wrong, what was
/// delivered stays.
/// </summary>
/// <param name="isOptional">The server may not serve it; then we go on without.</param>
internal sealed class Reflector(
    ApiCollection collection, bool isOptional, ApiClient client, IDelivery delivery, Contact contact, ApiTuning tuning, TimeProvider time, ILogger logger)
{
    private readonly RetrySchedule _retry = new(tuning.FirstRetry, tuning.LongestRetry, tuning.Chance);
    private readonly ListStyle _style = new(tuning.PageSize);
    private readonly Position _position = new();
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isReportedMissing;

    /// <summary>Completes with the first full list.</summary>
    public Task Listed => _listed.Task;

    /// <summary>Runs until it is cancelled; no failure ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (true)
                await FollowAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    /// <summary>One list or one watch, to its end, and the pause after a failure.</summary>
    private async Task FollowAsync(CancellationToken cancel)
    {
        Exception error;
        try
        {
            if (_position.Watch is { } version)
                await WatchAsync(collection.Watch(version, WatchTime()), cancel).ConfigureAwait(false);
            else if (_style.IsStreaming)
                await ListAsStreamAsync(cancel).ConfigureAwait(false);
            else
                await ListInPagesAsync(cancel).ConfigureAwait(false);
            return;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            error = e;
        }

        TimeSpan pause = Recover(error);
        if (error.IsLostContact())
            await contact.WaitForComebackAsync(pause, cancel).ConfigureAwait(false);
        else
            await Task.Delay(pause, time, cancel).ConfigureAwait(false);
    }

    private async Task ListInPagesAsync(CancellationToken cancel)
    {
        long start = time.GetTimestamp();
        string version = await PagedList.FetchAsync(client, collection, _position.PagedList, _style.PageSize, delivery, cancel).ConfigureAwait(false);
        ListDone(version, start);
    }

    /// <summary>A watch that begins with a list; it goes on as a watch after that.</summary>
    private async Task ListAsStreamAsync(CancellationToken cancel)
    {
        delivery.BeginList();
        try
        {
            await WatchAsync(collection.StreamingList(_position.StreamingList, WatchTime()), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (_position.Watch is null && e.IsNotUnderstood())
        {
            _style.StreamingRefused();
            logger.NoStreaming(collection.Name, e.Text());
        }
        catch (Exception) when (_position.Watch is null)
        {
            _style.StreamingFailed();
            throw;
        }
    }

    private async Task WatchAsync(string uri, CancellationToken cancel)
    {
        long start = time.GetTimestamp();
        ApiAnswer answer = await client.WatchAsync(uri, cancel).ConfigureAwait(false);
        await using var _ = answer.ConfigureAwait(false);
        if (_position.Watch is not null)
            contact.Heard();
        try
        {
            await ReadWatchAsync(answer, start, cancel).ConfigureAwait(false);
        }
        finally
        {
            // However it ends: the server took it, and it lasted. Gateways end watches on which nothing happens.
            if (_position.Watch is not null && time.GetElapsedTime(start) >= tuning.ShortWatch)
                _retry.Reset();
        }
    }

    private async Task ReadWatchAsync(ApiAnswer answer, long start, CancellationToken cancel)
    {
        bool hasEvents = false;
        await foreach (WatchEvent change in WatchReader.ReadAsync(answer, cancel).ConfigureAwait(false))
        {
            hasEvents = true;
            Take(change, answer.Request, start);
        }

        if (_position.Watch is null)
            throw new EndOfStreamException($"The answer to {answer.Request} ended before the list was complete");
        if (!hasEvents && time.GetElapsedTime(start) < tuning.ShortWatch)
            throw new EndOfStreamException($"The answer to {answer.Request} ended at once and without an event");
        _retry.Reset();
    }

    private void Take(WatchEvent change, string request, long start)
    {
        switch (change.Type)
        {
            case WatchEventType.Error:
                throw new ApiRefusalException(request, ApiStatus.Read(default, change.Object));
            case WatchEventType.Added or WatchEventType.Modified:
                delivery.Set(change.Object);
                break;
            case WatchEventType.Deleted:
                delivery.Remove(change.Object);
                break;
            case WatchEventType.Bookmark when _position.Watch is null && change.EndsInitialEvents:
                delivery.EndList();
                ListDone(change.ResourceVersion ?? throw new ApiProtocolException(request, "the end of the initial events has no version"), start);
                break;
        }

        // Those of the objects of a streaming list are in no order.
        if (_position.Watch is not null && change.ResourceVersion is { } version)
            Reached(version);
    }

    private void ListDone(string version, long start)
    {
        Reached(version);
        _style.Succeeded();
        _isReportedMissing = false;
        _listed.TrySetResult();
        logger.Listed(collection.Name, time.GetElapsedTime(start).TotalMilliseconds);
    }

    private void Reached(string version)
    {
        _position.Reach(version);
        _retry.Reset();
        contact.Heard();
    }

    private TimeSpan Recover(Exception error)
    {
        if (isOptional && error.IsNotServed())
            return GoWithout(error);

        TimeSpan pause = _retry.Next(error.RetryAfter());
        if (error.IsExpired())
            logger.Expired(collection.Name, _position.Watch ?? _position.PagedList, pause.TotalMilliseconds);
        else if (error.IsForeseen())
            contact.Failed(error.Text(), pause);
        else
            logger.Unforeseen(error, collection.Name, pause.TotalMilliseconds);
        GoBack(error);
        return pause;
    }

    /// <summary>A failed watch goes on where it was, unless that place is gone or an event there cannot be taken.</summary>
    private void GoBack(Exception error)
    {
        bool isListExpired = _position.Watch is null && error.IsExpired();
        if (isListExpired)
            _style.PagesExpired();
        if (isListExpired || error.IsVersionUnknown())
            _position.Forget();
        else if (error.IsExpired() || error is ApiProtocolException || !error.IsForeseen())
            _position.Lose();
    }

    private TimeSpan GoWithout(Exception error)
    {
        TimeSpan pause = tuning.NotServedRetry * (1 + tuning.Chance());
        if (!_isReportedMissing)
            logger.NotServed(collection.Name, error.Text(), pause.TotalMinutes);
        _isReportedMissing = true;
        return pause;
    }

    /// <summary>Different for each watch, so that the watches of many nodes do not end together.</summary>
    private TimeSpan WatchTime() => tuning.MinWatchTime * (1 + tuning.Chance());
}
