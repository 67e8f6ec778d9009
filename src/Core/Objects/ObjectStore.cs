namespace Proxier.Core.Objects;

/// <summary>
/// Gathers objects as they arrive, in any order, from any thread, and hands out immutable states. Setting what is already there
/// changes nothing. Objects that are for another proxy are treated as absent.
/// </summary>
/// <param name="time">Tells when changes come in; null: the system's.</param>
public sealed class ObjectStore(TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly ServiceTable _services = new();
    private readonly SortedDictionary<string, ServiceCidr> _cidrs = new(StringComparer.Ordinal);
    private readonly PendingChanges _pending = new();
    private readonly TaskCompletionSource _synced = NewSignal();
    private TaskCompletionSource _changed = NewSignal();
    private ClusterState _state = ClusterState.Empty;
    private Node? _node;
    private bool _isSynced;
    private long _version;
    private long? _changedAt;
    private int _batches;
    private bool _batchChanged;

    /// <summary>Why some of what the sources read is not in here, or not as written.</summary>
    public InputFindings Findings { get; } = new();

    /// <summary>Completes with <see cref="MarkSynced"/>.</summary>
    public Task Synced => _synced.Task;

    public bool IsSynced
    {
        get
        {
            lock (_lock)
                return _isSynced;
        }
    }

    public ChangeCounts Counts
    {
        get
        {
            lock (_lock)
                return _pending.Counts;
        }
    }

    public void Set(Service service)
    {
        if (service.IsForAnotherProxy)
            RemoveService(service.Name);
        else
            Change(() => CountService(_services.Set(service), service.Name));
    }

    public void RemoveService(ObjectName name) => Change(() => CountService(_services.RemoveService(name), name));

    public void Set(EndpointSlice slice)
    {
        if (slice.IsForAnotherProxy)
            RemoveSlice(slice.Name);
        else
            Change(() => CountSlice(_services.Set(slice), slice.Name, slice));
    }

    public void RemoveSlice(ObjectName name) => Change(() => CountSlice(_services.RemoveSlice(name), name, null));

    public void Set(ServiceCidr cidr) => Change(() =>
    {
        bool isNew = !cidr.Equals(_cidrs.GetValueOrDefault(cidr.Name));
        _cidrs[cidr.Name] = cidr;
        return isNew;
    });

    public void RemoveServiceCidr(string name) => Change(() => _cidrs.Remove(name));

    /// <param name="node">The Node we run on; null when it does not exist.</param>
    public void SetNode(Node? node) => Change(() =>
    {
        bool isNew = !Equals(node, _node);
        _node = node;
        return isNew;
    });

    /// <summary>Everything that exists now has been set. The first call counts as a change, so that waiters look.</summary>
    public void MarkSynced() => Change(() =>
    {
        bool isNew = !_isSynced;
        _isSynced = true;
        _synced.TrySetResult();
        return isNew;
    });

    /// <summary>
    /// All that <paramref name="edit"/> sets and removes is one change: no snapshot shows a part of it. Nobody else gets at the store
    /// meanwhile, so read the file before.
    /// </summary>
    public void Batch(Action edit)
    {
        lock (_lock)
        {
            _batches++;
            try
            {
                edit();
            }
            finally
            {
                _batches--;
                Change(() => false);
            }
        }
    }

    /// <summary>What the store holds now. It keeps the references of everything that has not changed since the last call.</summary>
    public ObjectSnapshot Snapshot()
    {
        lock (_lock)
        {
            PagedArray<ServiceObjects> services = _services.Ordered();
            EquatableArray<ServiceCidr> cidrs = _cidrs.Values.ToEquatableArray();
            if (!services.IsSame(_state.Services) || !Equals(_node, _state.Node) || cidrs != _state.ServiceCidrs)
                _state = new ClusterState(services, _node, cidrs);
            var snapshot = new ObjectSnapshot(_version, _state, _isSynced, _pending.Take()) { ChangedAt = _changedAt };
            _changedAt = null;
            return snapshot;
        }
    }

    /// <summary>Completes once the store holds something else than at <paramref name="version"/>.</summary>
    public Task WaitForChangeAsync(long version, CancellationToken cancel)
    {
        lock (_lock)
            return _version != version ? Task.CompletedTask : _changed.Task.WaitAsync(cancel);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool CountService(bool isChanged, ObjectName name)
    {
        if (isChanged)
            _pending.AddService(name);
        return isChanged;
    }

    private bool CountSlice(bool isChanged, ObjectName name, EndpointSlice? current)
    {
        if (isChanged)
            _pending.AddSlice(name, current);
        return isChanged;
    }

    private void Change(Func<bool> edit)
    {
        lock (_lock)
        {
            _batchChanged |= edit();
            if (_batches > 0 || !_batchChanged)
                return;

            _batchChanged = false;
            _version++;
            _changedAt ??= _time.GetTimestamp();
            _changed.SetResult();
            _changed = NewSignal();
        }
    }
}
