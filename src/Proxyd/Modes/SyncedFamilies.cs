using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Proxyd.Modes;

/// <summary>Passes on what the loops did, and notes when every family of the mode is in the kernel for the first time.</summary>
/// <param name="next">Who learns of it too.</param>
/// <param name="awaited">Those that are programmed.</param>
internal sealed class SyncedFamilies(ISyncObserver next, IEnumerable<IpFamily> awaited) : ISyncObserver
{
    private readonly Lock _lock = new();
    private readonly HashSet<IpFamily> _missing = [.. awaited];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task All => _all.Task;

    public void Succeeded(SyncResult result)
    {
        next.Succeeded(result);
        lock (_lock)
        {
            _missing.Remove(result.Target.Graph.Family);
            if (_missing.Count == 0)
                _all.TrySetResult();
        }
    }

    public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed) => next.Failed(target, kind, elapsed);
}
