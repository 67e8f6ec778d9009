using Proxier.Core.Objects;

namespace Proxier.Core.Metrics;

/// <summary>How far each family has come, counted in changes of objects.</summary>
/// <param name="families">Those that are programmed.</param>
internal sealed class ChangeProgress(ObjectStore store, IReadOnlyCollection<IpFamily> families)
{
    private readonly ChangeCounts[] _applied = new ChangeCounts[2];
    private readonly Lock _lock = new();

    public long ServicesTotal => store.Counts.ServicesTotal;

    public long SlicesTotal => store.Counts.SlicesTotal;

    /// <summary>Changes that one of the families has not applied yet.</summary>
    public long ServicesPending => ServicesTotal - Slowest(counts => counts.ServicesTotal);

    public long SlicesPending => SlicesTotal - Slowest(counts => counts.SlicesTotal);

    /// <param name="counts">Of the store when the target was made.</param>
    public void Applied(IpFamily family, ChangeCounts counts)
    {
        lock (_lock)
            _applied[(int)family] = counts;
    }

    private long Slowest(Func<ChangeCounts, long> count)
    {
        lock (_lock)
            return families.Min(family => count(_applied[(int)family]));
    }
}
