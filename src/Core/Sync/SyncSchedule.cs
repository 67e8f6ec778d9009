namespace Proxier.Core.Sync;

/// <summary>Decides when the next apply may start. Knows the time, but neither waits nor applies.</summary>
internal sealed class SyncSchedule(SyncOptions options, TimeProvider time)
{
    /// <summary>
    /// A foreign change is repaired at once, whatever the minimum interval, but somebody who rewrites our rules without pause costs
    /// one repair a second and no more.
    /// </summary>
    internal static readonly TimeSpan RepairInterval = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(options.RetryInterval, options.MaxRetryInterval);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextChange = TimeSpan.Zero;
    private TimeSpan _nextRepair = TimeSpan.Zero;
    private TimeSpan _nextFull = TimeSpan.Zero;
    private TimeSpan? _retry;

    private TimeSpan Now => time.GetElapsedTime(_start);

    public bool IsFullDue => Now >= _nextFull;

    /// <summary>How long to wait, at most, with what is known now. Zero: start.</summary>
    /// <param name="hasWork">There is a target that was not applied yet.</param>
    /// <param name="isDamaged">Somebody else changed our rules, or may have.</param>
    public TimeSpan Wait(bool hasWork, bool isDamaged)
    {
        // A target that came in after a failure waits for the retry too: it would most likely fail for the same reason.
        TimeSpan due = _retry ?? (hasWork ? Min(_nextChange, _nextFull) : _nextFull);
        if (isDamaged)
            due = Min(due, _nextRepair);
        TimeSpan now = Now;
        return due > now ? due - now : TimeSpan.Zero;
    }

    public void Succeeded(SyncKind kind)
    {
        _retry = null;
        _backoff.Reset();
        TimeSpan now = Now;
        if (kind != SyncKind.Unchanged)
            _nextChange = now + options.MinInterval;
        if (kind == SyncKind.Full)
            _nextRepair = now + RepairInterval;
        if (kind == SyncKind.Full || now >= _nextFull)
            _nextFull = now + options.FullInterval;
    }

    /// <summary>Returns how long until the next try.</summary>
    public TimeSpan Failed()
    {
        TimeSpan wait = _backoff.Next();
        TimeSpan now = Now;
        _retry = now + wait;
        _nextRepair = now + RepairInterval;
        return wait;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
