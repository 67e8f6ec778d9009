using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Manifests;

/// <summary>What came of reading manifests.</summary>
public sealed class ManifestReading
{
    private readonly List<object> _objects;

    internal ManifestReading(ManifestContent content)
    {
        _objects = [.. content.Objects.Select(entry => entry.Value).OfType<object>()];
        Errors = content.Errors.ToEquatableArray();
        Warnings = content.Warnings.ToEquatableArray();
        Counts = content.Objects.Where(entry => entry.Value is not null).CountBy(entry => entry.Key.Kind).OrderBy(count => count.Key).ToDictionary();
        Skipped = content.Skipped;
    }

    /// <summary>Everything that loses an object or a file. With any of it the state is not what the manifests mean.</summary>
    public EquatableArray<ManifestFinding> Errors { get; }

    /// <summary>Everything that was left out or replaced, while the object stays.</summary>
    public EquatableArray<ManifestFinding> Warnings { get; }

    /// <summary>How many objects of each kind were read without an error.</summary>
    public IReadOnlyDictionary<ObjectKind, int> Counts { get; }

    /// <summary>How many objects of each other kind were left out, by kind and version.</summary>
    public IReadOnlyDictionary<string, int> Skipped { get; }

    /// <summary>The names of all Nodes, in order.</summary>
    public IEnumerable<string> NodeNames => _objects.OfType<Node>().Select(node => node.Name).Order(StringComparer.Ordinal);

    /// <summary>Puts all objects into a store, as a watch of the cluster would.</summary>
    /// <param name="nodeName">Of the Node we run on. Without one of that name the state has no Node.</param>
    public ClusterState ToClusterState(string? nodeName)
    {
        var store = new ObjectStore();
        foreach (object entry in _objects)
            ObjectDelivery.Set(store, entry, nodeName);
        return store.Snapshot().State;
    }
}
