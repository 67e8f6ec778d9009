namespace Proxier.Core.Sync;

/// <summary>Doubling waits between tries, up to a limit.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _last;

    public TimeSpan Next()
    {
        TimeSpan next = _last is { } last ? last * 2 : first;
        _last = next < longest ? next : longest;
        return _last.Value;
    }

    public void Reset() => _last = null;
}
