using Proxier.Core.Objects;

namespace Proxier.Core.Backends;

/// <summary>
/// Tells our own transactions from those of others by counting: each of ours is announced before it runs, and each commit that the
/// kernel reports uses up one announcement. A commit without one is foreign. While a large table is written whole nobody listens: the
/// kernel would report every single element, and lose some.
/// </summary>
/// <param name="table">The name of the table, in both families.</param>
public sealed class OwnCommits(ITableEvents events, string table)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IpFamily, FamilyState> _families = Enum.GetValues<IpFamily>().ToDictionary(family => family, _ => new FamilyState());

    /// <summary>Call before a transaction of ours runs; dispose after, confirmed if it was accepted.</summary>
    public Announcement Announce(IpFamily family)
    {
        lock (_lock)
            _families[family].Expected++;
        return new Announcement(this, family);
    }

    /// <summary>Nobody listens until the result is disposed.</summary>
    public IDisposable Silence(IpFamily family)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _families[family].Silence = over.Task;
            _families[family].Listening?.Cancel();
        }

        return new SilenceEnd(over);
    }

    /// <summary>Completes when somebody else changed the table. Listens from the moment of the call.</summary>
    /// <exception cref="ProxyException">The kernel cannot be listened to.</exception>
    public async Task WaitForForeignAsync(IpFamily family, CancellationToken cancel)
    {
        while (!await IsForeignNextAsync(_families[family], family, cancel))
            await _families[family].Silence.WaitAsync(cancel);
    }

    /// <summary>False when a silence began first.</summary>
    private async Task<bool> IsForeignNextAsync(FamilyState state, IpFamily family, CancellationToken cancel)
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        lock (_lock)
        {
            if (!state.Silence.IsCompleted)
                return false;
            state.Listening = listening;
        }

        try
        {
            IAsyncEnumerable<TableCommit> commits = events.ListenAsync(table, listening.Token);
            lock (_lock)
                state.Expected = 0; // what was announced before we listened may never be reported
            await foreach (TableCommit commit in commits)
            {
                if (commit.Family is null ? HasLostForeign(state) : commit.Family == family && IsForeign(state))
                    return true;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_lock)
                state.Listening = null;
        }

        return false;
    }

    private bool IsForeign(FamilyState state)
    {
        lock (_lock)
        {
            if (state.Expected == 0)
                return true;
            state.Expected--;
            return false;
        }
    }

    /// <summary>Reports were lost: while something of ours is under way it is that which was too large to report.</summary>
    private bool HasLostForeign(FamilyState state)
    {
        lock (_lock)
        {
            bool isOurs = state.Expected > 0;
            state.Expected = 0;
            return !isOurs;
        }
    }

    private sealed class FamilyState
    {
        /// <summary>Commits of ours that the kernel has not reported yet.</summary>
        public int Expected { get; set; }

        public Task Silence { get; set; } = Task.CompletedTask;

        public CancellationTokenSource? Listening { get; set; }
    }

    public sealed class Announcement : IDisposable
    {
        private readonly OwnCommits _commits;
        private readonly IpFamily _family;
        private bool _isConfirmed;

        internal Announcement(OwnCommits commits, IpFamily family) => (_commits, _family) = (commits, family);

        public void Confirm() => _isConfirmed = true;

        /// <summary>A refused transaction commits nothing, so nothing will be reported for it.</summary>
        public void Dispose()
        {
            lock (_commits._lock)
            {
                if (!_isConfirmed && _commits._families[_family].Expected > 0)
                    _commits._families[_family].Expected--;
            }
        }
    }

    private sealed class SilenceEnd(TaskCompletionSource over) : IDisposable
    {
        public void Dispose() => over.TrySetResult();
    }
}
