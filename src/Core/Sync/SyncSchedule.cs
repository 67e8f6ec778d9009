namespace Proxier.Core.Sync;

/// <summary>Decides when the next apply may start. Knows the time, but neither waits nor applies.</summary>
internal sealed class SyncSchedule(SyncOptions options, TimeProvider time)
{
    /// <summary>
    /// A foreign change is repaired at once, whatever the minimum interval, but somebody who rewrites our rules without pause costs
    /// one repair a second and no more.
    /// </summary>
    internal static readonly TimeSpan RepairInterval = TimeSpan.FromSeconds(1);

    private volatile SyncOptions _options = options;
    private volatile Backoff _backoff = BackoffOf(options);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _lastChange;
    private TimeSpan _nextRepair = TimeSpan.Zero;
    private TimeSpan? _lastFull;
    private TimeSpan? _retry;

    private TimeSpan Now => time.GetElapsedTime(_start);

    public bool IsFullDue => Now >= NextFull;

    private TimeSpan NextChange => _lastChange + _options.MinInterval ?? TimeSpan.Zero;

    private TimeSpan NextFull => _lastFull + _options.FullInterval ?? TimeSpan.Zero;

    /// <summary>From any thread.</summary>
    public void Use(SyncOptions replacement)
    {
        _options = replacement;
        _backoff = BackoffOf(replacement);
    }

    /// <summary>How long to wait, at most, with what is known now. Zero: start.</summary>
    /// <param name="hasWork">There is a target that was not applied yet.</param>
    /// <param name="isDamaged">Somebody else changed our rules, or may have.</param>
    public TimeSpan Wait(bool hasWork, bool isDamaged)
    {
        // A target that came in after a failure waits for the retry too: it would most likely fail for the same reason.
        TimeSpan due = _retry ?? (hasWork ? Min(NextChange, NextFull) : NextFull);
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
            _lastChange = now;
        if (kind == SyncKind.Full)
            _nextRepair = now + RepairInterval;
        if (kind == SyncKind.Full || now >= NextFull)
            _lastFull = now;
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

    private static Backoff BackoffOf(SyncOptions options) => new(options.RetryInterval, options.MaxRetryInterval);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
