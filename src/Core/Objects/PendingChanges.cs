namespace Proxier.Core.Objects;

/// <summary>Counts what has changed in a store since its last snapshot and since start. Not safe for several threads.</summary>
internal sealed class PendingChanges
{
    private readonly HashSet<ObjectName> _services = [];
    private readonly HashSet<ObjectName> _slices = [];
    private readonly List<SliceTrigger> _triggers = [];
    private long _servicesTotal;
    private long _slicesTotal;

    public ChangeCounts Counts => new(_servicesTotal, _slicesTotal, _services.Count, _slices.Count);

    public void AddService(ObjectName name)
    {
        _services.Add(name);
        _servicesTotal++;
    }

    /// <param name="current">Null when the slice was removed.</param>
    public void AddSlice(ObjectName name, EndpointSlice? current)
    {
        _slices.Add(name);
        _slicesTotal++;
        if (current?.TriggerTime is { } time)
            _triggers.Add(new SliceTrigger(current.Family, time));
    }

    public ObjectChanges Take()
    {
        if (_services.Count == 0 && _slices.Count == 0)
            return ObjectChanges.None;

        var changes = new ObjectChanges(_services.Count, _slices.Count, _triggers.ToEquatableArray());
        _services.Clear();
        _slices.Clear();
        _triggers.Clear();
        return changes;
    }
}
