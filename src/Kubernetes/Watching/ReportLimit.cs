namespace Proxier.Kubernetes.Watching;

/// <summary>
/// Lets a burst of reports through, then one now and then, and counts the rest: a cluster full of broken objects must not fill the
/// log. Safe for several threads.
/// </summary>
internal sealed class ReportLimit(int burst, TimeSpan interval, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _last = time.GetTimestamp();
    private long _suppressed;

    /// <param name="suppressed">How many were held back since the last one that was let through.</param>
    public bool Allows(out long suppressed)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_last, now) / interval));
            _last = now;
            if (_tokens < 1)
            {
                suppressed = ++_suppressed;
                return false;
            }

            _tokens--;
            suppressed = _suppressed;
            _suppressed = 0;
            return true;
        }
    }
}
