using System.Text.Json.Nodes;
using Proxier.Core.Objects;

namespace Proxier.Testing.ApiServer;

/// <summary>What etcd is to the API server: objects under one growing version, with a history that can be cut off. Safe for several threads.</summary>
public sealed class ApiObjects
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ApiResource, SortedDictionary<ObjectName, StoredObject>> _current = ApiResource.All.ToDictionary(resource => resource, _ => new SortedDictionary<ObjectName, StoredObject>());
    private readonly List<StoredChange> _history = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _version = 1000;
    private long _oldest = 1000;

    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    /// <summary>Creates or replaces.</summary>
    public StoredObject Set(string json) => Set(JsonNode.Parse(json)!.AsObject()); // text of "null" is a caller's bug

    public StoredObject Set(JsonObject json)
    {
        lock (_lock)
        {
            var stored = StoredObject.From(json, _version + 1);
            StoredObject? before = _current[stored.Resource].GetValueOrDefault(stored.Name);
            _current[stored.Resource][stored.Name] = stored;
            Add(new StoredChange(_version + 1, before, stored));
            return stored;
        }
    }

    /// <param name="name">namespace/name, or the name of an object without namespace.</param>
    public bool Delete(ApiResource resource, string name) => Delete(resource, Parse(name));

    public bool Delete(ApiResource resource, ObjectName name)
    {
        lock (_lock)
        {
            if (!_current[resource].Remove(name, out StoredObject? stored))
                return false;
            Add(new StoredChange(_version + 1, stored.At(_version + 1), null));
            return true;
        }
    }

    public StoredObject? Find(ApiResource resource, ObjectName name)
    {
        lock (_lock)
            return _current[resource].GetValueOrDefault(name);
    }

    public IReadOnlyList<StoredObject> All(ApiResource resource)
    {
        lock (_lock)
            return [.. _current[resource].Values];
    }

    /// <summary>
    /// Forgets the history, as etcd does every five minutes: nobody can begin at a version before the present one any more. Watches that
    /// run miss nothing.
    /// </summary>
    public void Compact()
    {
        lock (_lock)
            _oldest = _version;
    }

    /// <summary>Goes back to an older version number, as after a restored backup; the objects stay.</summary>
    public void Rewind(long version)
    {
        lock (_lock)
        {
            _history.Clear();
            _oldest = _version = version;
        }
    }

    /// <summary>Null: that version is gone.</summary>
    internal IReadOnlyList<StoredObject>? At(ApiResource resource, long version)
    {
        lock (_lock)
        {
            if (version < _oldest)
                return null;
            if (version >= _version)
                return [.. _current[resource].Values];
            var state = new SortedDictionary<ObjectName, StoredObject>(_current[resource]);
            foreach (StoredChange change in Enumerable.Reverse(_history).TakeWhile(change => change.Version > version).Where(change => change.Object.Resource == resource))
            {
                if (change.Before is null)
                    state.Remove(change.Object.Name);
                else
                    state[change.Object.Name] = change.Before;
            }

            return [.. state.Values];
        }
    }

    /// <summary>Whether a watch can begin there.</summary>
    internal bool IsForgotten(long version)
    {
        lock (_lock)
            return version < _oldest;
    }

    /// <summary>The changes after a version, oldest first, the present version, and what completes with the next change of anything.</summary>
    internal (IReadOnlyList<StoredChange> Changes, long Version, Task Next) Since(ApiResource resource, long version)
    {
        lock (_lock)
        {
            int first = _history.Count;
            while (first > 0 && _history[first - 1].Version > version)
                first--;
            return ([.. _history.Skip(first).Where(change => change.Object.Resource == resource)], _version, _changed.Task);
        }
    }

    private static ObjectName Parse(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length == 1 ? new ObjectName("", name) : new ObjectName(parts[0], parts[1]);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(StoredChange change)
    {
        _history.Add(change);
        _version = change.Version;
        _changed.SetResult();
        _changed = NewSignal();
    }
}
