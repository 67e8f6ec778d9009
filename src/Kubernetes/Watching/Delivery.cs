using System.Text.Json;
using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Watching;

internal sealed class Delivery<T>(WatchedKind<T> kind, ObjectStore store, ReportLimit reports, ILogger logger) : IDelivery
    where T : class
{
    private readonly HashSet<ObjectName> _present = [];
    private HashSet<ObjectName>? _listed;

    public void BeginList() => _listed = [];

    public void EndList() => store.Batch(() =>
    {
        HashSet<ObjectName> listed = _listed ?? throw new InvalidOperationException("No list has begun.");
        foreach (ObjectName gone in _present.Where(name => !listed.Contains(name)))
            kind.Remove(gone);
        // An object that could not be read is listed and may still not be present.
        _present.IntersectWith(listed);
        _listed = null;
    });

    public void Set(JsonElement json)
    {
        ReadResult<T> result = kind.Read(json);
        Report(result);
        if (result.Name is not { } name)
            return;

        _listed?.Add(name);
        if (result.Object is { } found)
        {
            _present.Add(name);
            kind.Set(found);
        }
        else if (result.Errors.IsEmpty)
        {
            Remove(name); // readable, and not for us
        }
    }

    public void Remove(JsonElement json)
    {
        if (kind.Read(json).Name is { } name)
            Remove(name);
    }

    private void Remove(ObjectName name)
    {
        _listed?.Remove(name);
        if (_present.Remove(name))
            kind.Remove(name);
    }

    private void Report(ReadResult<T> result)
    {
        if (result.Errors.IsEmpty && result.Warnings.IsEmpty || !reports.Allows(out long suppressed))
            return;

        string name = result.Name?.ToString().TrimStart('/') ?? "without a usable name";
        if (result.Errors.IsEmpty)
            logger.ObjectWarning(kind.Name, name, string.Join("; ", result.Warnings), suppressed);
        else
            logger.UnreadableObject(kind.Name, name, string.Join("; ", result.Errors), suppressed);
    }
}
