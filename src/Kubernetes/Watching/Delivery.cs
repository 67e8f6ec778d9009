using System.Text.Json;
using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Watching;

internal sealed class Delivery<T>(WatchedKind<T> kind, ObjectStore store, ReportLimit reports, ILogger logger) : IDelivery
    where T : class
{
    private readonly HashSet<ObjectName> _present = [];
    private readonly HashSet<ObjectName> _faulty = [];
    private HashSet<ObjectName>? _listed;
    private HashSet<ObjectName>? _faultyListed;

    public void BeginList() => (_listed, _faultyListed) = ([], []);

    public void EndList() => store.Batch(() =>
    {
        HashSet<ObjectName> listed = _listed ?? throw new InvalidOperationException("No list has begun.");
        foreach (ObjectName gone in _present.Where(name => !listed.Contains(name)))
            kind.Remove(gone);
        // An object that could not be read is listed and may still not be present.
        _present.IntersectWith(listed);
        foreach (ObjectName gone in _faulty.Where(name => !_faultyListed!.Contains(name)).ToArray()) // it begins with the list
            Find(gone, []);
        _listed = _faultyListed = null;
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

        Find(name, Findings(result));
    }

    public void Remove(JsonElement json)
    {
        if (kind.Read(json).Name is not { } name)
            return;
        Remove(name);
        Find(name, []);
    }

    private void Remove(ObjectName name)
    {
        _listed?.Remove(name);
        if (_present.Remove(name))
            kind.Remove(name);
    }

    private string[] Findings(ReadResult<T> result)
    {
        if (result.Errors.IsEmpty && result.Warnings.IsEmpty)
            return [];
        string about = $"{kind.Name} {Text(result)}: ";
        return
        [
            .. result.Errors.Select(error => $"{about}{error}; its previous version, if there is one, stays in force"),
            .. result.Warnings.Select(warning => $"{about}{warning}"),
        ];
    }

    private void Find(ObjectName name, string[] findings)
    {
        if (findings.Length > 0)
        {
            _faulty.Add(name);
            _faultyListed?.Add(name);
        }
        else if (!_faulty.Remove(name))
        {
            return; // as nearly always
        }

        store.Findings.Set($"{kind.Name} {name}", findings);
    }

    private void Report(ReadResult<T> result)
    {
        if (result.Errors.IsEmpty && result.Warnings.IsEmpty || !reports.Allows(out long suppressed))
            return;

        string name = Text(result);
        if (result.Errors.IsEmpty)
            logger.ObjectWarning(kind.Name, name, string.Join("; ", result.Warnings), suppressed);
        else
            logger.UnreadableObject(kind.Name, name, string.Join("; ", result.Errors), suppressed);
    }

    private static string Text(ReadResult<T> result) => result.Name?.ToString().TrimStart('/') ?? "without a usable name";
}
