namespace Proxier.Backends.Userspace.Balancing;

/// <summary>Which client has which endpoint, for one service port, however it is reached. Many threads use it.</summary>
internal sealed class AffinityTable
{
    private const int FewEntries = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private int _sweepAt = FewEntries;

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>Null when the client has none, or had it too long ago.</summary>
    public EndpointKey? Find(UInt128 client, TimeSpan timeout, long nowMs)
    {
        lock (_lock)
            return _entries.TryGetValue(client, out Entry entry) && !entry.IsOver(timeout, nowMs) ? entry.Endpoint : null;
    }

    /// <summary>A new connection starts the time anew.</summary>
    public void Remember(UInt128 client, EndpointKey endpoint, TimeSpan timeout, long nowMs)
    {
        lock (_lock)
        {
            _entries[client] = new Entry(endpoint, nowMs);
            if (_entries.Count < _sweepAt)
                return;
            foreach ((UInt128 other, Entry entry) in _entries)
            {
                if (entry.IsOver(timeout, nowMs))
                    _entries.Remove(other);
            }

            _sweepAt = Math.Max(FewEntries, 2 * _entries.Count);
        }
    }

    public void Forget(UInt128 client)
    {
        lock (_lock)
            _entries.Remove(client);
    }

    private readonly record struct Entry(EndpointKey Endpoint, long UsedMs)
    {
        public bool IsOver(TimeSpan timeout, long nowMs) => nowMs - UsedMs >= timeout.TotalMilliseconds;
    }
}
