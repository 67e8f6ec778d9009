using Proxier.Core.Objects;

namespace Proxier.Core.Health;

/// <summary>
/// Whether each family keeps up with the cluster. A family is healthy while no change waits for longer than the time-out; one that
/// has nothing to do is healthy, whatever happened before. The proxy is healthy when both families are.
/// </summary>
/// <param name="timeout">Twice the sync period.</param>
public sealed class ProxyHealth(TimeProvider time, TimeSpan timeout)
{
    private readonly Lock _lock = new();
    private readonly FamilyHealth[] _families = [new(), new()];
    private TimeSpan _timeout = timeout;
    private DateTimeOffset? _lastChange;

    /// <summary>From when on a change that waits is a sign of being stuck.</summary>
    public TimeSpan Timeout
    {
        get
        {
            lock (_lock)
                return _timeout;
        }

        set
        {
            lock (_lock)
                _timeout = value;
        }
    }

    /// <summary>False when load balancers should look elsewhere: the Node is being removed.</summary>
    public bool IsNodeEligible { get; set; } = true;

    public HealthReport Report
    {
        get
        {
            lock (_lock)
            {
                DateTimeOffset now = time.GetUtcNow();
                FamilyHealth? stuck = _families.FirstOrDefault(family => now - family.PendingSince >= _timeout);
                return new HealthReport(stuck is null, stuck?.LastUpdated ?? now, now);
            }
        }
    }

    /// <summary>When a change last came in; null: none has.</summary>
    public DateTimeOffset? LastChange
    {
        get
        {
            lock (_lock)
                return _lastChange;
        }
    }

    /// <summary>Since when the oldest change waits that the kernel does not hold; null: none does.</summary>
    public DateTimeOffset? PendingSince
    {
        get
        {
            lock (_lock)
                return _families.Min(family => family.PendingSince);
        }
    }

    /// <summary>There is a change that the kernel does not hold yet.</summary>
    /// <param name="revision">Of the target that will hold it.</param>
    public void Queued(IpFamily family, long revision)
    {
        lock (_lock)
        {
            _lastChange = time.GetUtcNow();
            Wait(family, revision);
        }
    }

    /// <summary>The kernel could not be brought to this revision. Nothing came in, but it waits, also when the cluster asked for nothing.</summary>
    public void Failed(IpFamily family, long revision)
    {
        lock (_lock)
            Wait(family, revision);
    }

    /// <summary>The kernel holds this revision. Newer ones wait from now on: that they were not part of it is no sign of being stuck.</summary>
    public void Updated(IpFamily family, long revision)
    {
        lock (_lock)
        {
            FamilyHealth state = _families[(int)family];
            state.LastUpdated = time.GetUtcNow();
            state.PendingSince = state.Newest > revision ? state.LastUpdated : null;
        }
    }

    private void Wait(IpFamily family, long revision)
    {
        FamilyHealth state = _families[(int)family];
        state.Newest = Math.Max(state.Newest, revision);
        state.PendingSince ??= time.GetUtcNow();
    }

    private sealed class FamilyHealth
    {
        public long Newest { get; set; }

        public DateTimeOffset? PendingSince { get; set; }

        public DateTimeOffset LastUpdated { get; set; }
    }
}
