using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Proxyd.Modes;

/// <summary>Passes on what the loops did, and notes when a family of the mode is in the kernel for the first time.</summary>
internal sealed class SyncedFamilies : ISyncObserver
{
    private readonly ISyncObserver _next;
    private readonly Dictionary<IpFamily, TaskCompletionSource> _awaited;

    /// <param name="next">Who learns of it too.</param>
    /// <param name="awaited">Those that are programmed.</param>
    public SyncedFamilies(ISyncObserver next, IEnumerable<IpFamily> awaited)
    {
        _next = next;
        _awaited = awaited.ToDictionary(family => family, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        All = Task.WhenAll(_awaited.Values.Select(family => family.Task));
    }

    public Task All { get; }

    /// <summary>Of a family that is not programmed: when all others are there.</summary>
    public Task Of(IpFamily family) => _awaited.TryGetValue(family, out TaskCompletionSource? synced) ? synced.Task : All;

    public void Succeeded(SyncResult result)
    {
        _next.Succeeded(result);
        if (_awaited.TryGetValue(result.Target.Graph.Family, out TaskCompletionSource? synced))
            synced.TrySetResult();
    }

    public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error) => _next.Failed(target, kind, elapsed, error);
}
