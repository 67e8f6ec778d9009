using Microsoft.Extensions.Logging;

namespace Proxier.Kubernetes.Watching;

/// <summary>When the API server last told us that what we hold of one collection is current, and what the log says about it.</summary>
internal sealed class Contact(string collection, TimeSpan reminder, Comeback comeback, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _lastHeard;
    private DateTimeOffset? _failingSince;
    private DateTimeOffset _lastLogged;

    public string Collection => collection;

    /// <summary>Null: there is no state yet.</summary>
    public TimeSpan? StateAge
    {
        get
        {
            lock (_lock)
                return time.GetUtcNow() - _lastHeard;
        }
    }

    /// <summary>The server sent something, and what we hold is as new as that.</summary>
    public void Heard()
    {
        lock (_lock)
        {
            _lastHeard = time.GetUtcNow();
            if (_failingSince is not { } since)
                return;
            logger.ContactRestored(collection, (_lastHeard.Value - since).TotalSeconds);
            _failingSince = null;
        }

        comeback.Happened();
    }

    /// <summary>Waits so long, but no longer than until another collection is in touch with the server again.</summary>
    public async Task WaitForComebackAsync(TimeSpan longest, CancellationToken cancel)
    {
        await comeback.Next.WaitAsync(longest, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>The first failure in a row is logged, and then one in each interval; the others only for debugging.</summary>
    public void Failed(string error, TimeSpan retry)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            bool isTime = _failingSince is null || now - _lastLogged >= reminder;
            _failingSince ??= now;
            if (isTime)
                _lastLogged = now;
            LogLevel level = isTime ? LogLevel.Warning : LogLevel.Debug;
            if (_lastHeard is { } heard)
                logger.ContactLost(level, collection, error, (now - heard).TotalSeconds, retry.TotalMilliseconds);
            else
                logger.NoContactYet(level, collection, error, retry.TotalMilliseconds);
        }
    }
}
