namespace Proxier.Kubernetes.Watching;

/// <summary>Doubling waits between tries, spread by chance so that the nodes of a cluster do not come back all at once.</summary>
/// <param name="chance">From 0 to below 1.</param>
internal sealed class RetrySchedule(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    private TimeSpan? _last;

    /// <summary>Between one and two times the doubled wait.</summary>
    /// <param name="atLeast">What the server asked for; null when it did not.</param>
    public TimeSpan Next(TimeSpan? atLeast = null)
    {
        TimeSpan next = _last is { } last ? last * 2 : first;
        _last = next < longest ? next : longest;
        TimeSpan spread = _last.Value * (1 + chance());
        // Nobody sends us away for a day.
        TimeSpan asked = TimeSpan.FromTicks(Math.Min((atLeast ?? TimeSpan.Zero).Ticks, TimeSpan.FromMinutes(2).Ticks));
        return spread > asked ? spread : asked + (_last.Value * chance());
    }

    public void Reset() => _last = null;
}
