using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Core.Status;

/// <summary>Remembers the last syncs of each family, and passes on what the loops did.</summary>
public sealed class SyncJournal(ISyncObserver next, EquatableArray<IpFamily> families, TimeProvider time) : ISyncObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IpFamily, FamilySyncs> _families = families.ToDictionary(family => family, family => new FamilySyncs(family, null, [], 0, null));

    public IReadOnlyList<FamilySyncs> Families
    {
        get
        {
            lock (_lock)
                return [.. _families.Values.OrderBy(family => family.Family)];
        }
    }

    public void Succeeded(SyncResult result)
    {
        var record = new SyncRecord(
            time.GetUtcNow(), result.Target.Revision, result.Kind, Milliseconds(result.Elapsed), result.Changes.Count, result.Cost.Scripts, result.Cost.Bytes, Error: null)
        {
            Steps = StepRecord.Of(result.Steps),
        };
        // Most revisions of a large cluster change nothing in one of the families: they would push out what one looks for.
        Change(result.Target, family => (result.Kind == SyncKind.Unchanged ? family : With(family, record)) with { LastSync = record });
        next.Succeeded(result);
    }

    public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error)
    {
        var record = new SyncRecord(time.GetUtcNow(), target.Revision, kind, Milliseconds(elapsed), 0, 0, 0, error.Message);
        Change(target, family => With(family, record) with { Failures = family.Failures + 1, LastFailure = record });
        next.Failed(target, kind, elapsed, error);
    }

    private void Change(SyncTarget target, Func<FamilySyncs, FamilySyncs> change)
    {
        lock (_lock)
            _families[target.Graph.Family] = change(_families[target.Graph.Family]);
    }

    private static FamilySyncs With(FamilySyncs family, SyncRecord record) => family with { Recent = [.. family.Recent.TakeLast(FamilySyncs.MaxRecent - 1), record] };

    private static double Milliseconds(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);
}
