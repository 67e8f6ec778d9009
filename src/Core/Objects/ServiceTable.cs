namespace Proxier.Core.Objects;

/// <summary>Joins Services with their slices, and keeps them in order. Not safe for several threads.</summary>
internal sealed class ServiceTable
{
    private readonly Dictionary<ObjectName, ServiceObjects> _current = [];
    private readonly Dictionary<ObjectName, EndpointSlice> _slices = [];
    private readonly HashSet<ObjectName> _touched = [];
    private PagedArray<ServiceObjects> _ordered;

    /// <summary>Returns false, like all of these, when nothing changes by it.</summary>
    public bool Set(Service service)
    {
        ServiceObjects old = Get(service.Name);
        if (service.Equals(old.Service))
            return false;

        Put(old with { Service = service });
        return true;
    }

    public bool RemoveService(ObjectName name)
    {
        ServiceObjects old = Get(name);
        if (old.Service is null)
            return false;

        Put(old with { Service = null });
        return true;
    }

    public bool Set(EndpointSlice slice)
    {
        if (slice.Equals(_slices.GetValueOrDefault(slice.Name)))
            return false;

        RemoveSlice(slice.Name);
        _slices.Add(slice.Name, slice);
        ServiceObjects old = Get(slice.Service);
        Put(old with { Slices = NamedGroups.Replace(old.Slices, item => item.Name, [new(slice.Name, [slice])]) });
        return true;
    }

    public bool RemoveSlice(ObjectName name)
    {
        if (!_slices.Remove(name, out EndpointSlice? slice))
            return false;

        ServiceObjects old = Get(slice.Service);
        Put(old with { Slices = NamedGroups.Replace(old.Slices, item => item.Name, [new(name, [])]) });
        return true;
    }

    /// <summary>
    /// All of them by name. After k changes it costs the copies of the pages that they are in, and the sorting of k names; what is as it was the
    /// last time keeps its reference.
    /// </summary>
    public PagedArray<ServiceObjects> Ordered()
    {
        var groups = new List<NamedGroup<ServiceObjects>>(_touched.Count);
        foreach (ObjectName name in _touched.Order())
        {
            ServiceObjects? old = NamedGroups.Find(_ordered, item => item.Name, name);
            ServiceObjects? now = _current.GetValueOrDefault(name);
            if (old is not null && old.Equals(now))
                _current[name] = old;
            else if (!ReferenceEquals(old, now))
                groups.Add(new(name, now is null ? [] : [now]));
        }

        _touched.Clear();
        if (groups.Count > 0)
            _ordered = NamedGroups.Replace(_ordered, item => item.Name, groups);
        return _ordered;
    }

    private ServiceObjects Get(ObjectName name) => _current.GetValueOrDefault(name) ?? new ServiceObjects(name, null, []);

    private void Put(ServiceObjects objects)
    {
        _touched.Add(objects.Name);
        if (objects.Service is null && objects.Slices.IsEmpty)
            _current.Remove(objects.Name);
        else
            _current[objects.Name] = objects;
    }
}
