namespace Proxier.Core.Sync;

/// <summary>What came in for one loop while it was busy: the newest target, and whether the rules themselves need a look.</summary>
internal sealed class SyncInbox
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _triggerTimes = [];
    private SyncTarget? _target;
    private ChangePath? _path;
    private bool _isNew;
    private SyncReason _reason = SyncReason.Check;

    public Signal Wake { get; } = new();

    public bool HasWork
    {
        get
        {
            lock (_gate)
                return _isNew;
        }
    }

    public bool IsDamaged
    {
        get
        {
            lock (_gate)
                return _reason != SyncReason.Change;
        }
    }

    public void Add(SyncTarget target)
    {
        lock (_gate)
        {
            _target = target;
            _triggerTimes.AddRange(target.TriggerTimes);
            _path ??= target.Path;
            _isNew = true;
        }

        Wake.Set();
    }

    public void WantCheck() => Raise(SyncReason.Check);

    /// <summary>False when a repair was wanted already.</summary>
    public bool WantRepair() => Raise(SyncReason.Repair);

    public async ValueTask WaitForTargetAsync(CancellationToken cancel)
    {
        while (!HasWork)
            await Wake.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Empties the inbox; what comes in from now on is for the next run.</summary>
    public SyncWork Take()
    {
        lock (_gate)
        {
            SyncTarget target = _target ?? throw new InvalidOperationException("There is no target yet.");
            var work = new SyncWork(target, _reason, [.. _triggerTimes]) { Path = _path };
            _triggerTimes.Clear();
            _path = null;
            _isNew = false;
            _reason = SyncReason.Change;
            return work;
        }
    }

    /// <summary>The work was not done: it waits for the retry. A repair is not wanted by itself, so that only the back-off decides when.</summary>
    public void Return(SyncWork work)
    {
        lock (_gate)
        {
            _triggerTimes.InsertRange(0, work.TriggerTimes);
            _path = work.Path ?? _path;
            _isNew = true;
        }
    }

    private bool Raise(SyncReason reason)
    {
        lock (_gate)
        {
            if (_reason >= reason)
                return false;
            _reason = reason;
        }

        Wake.Set();
        return true;
    }
}
