using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Core.Conntrack;

/// <summary>
/// Deletes UDP flows of one family whose endpoint is not valid any more: the kernel would send their packets there for as long as the
/// client goes on. Nothing else is ever deleted. It works beside the sync loop and never holds it up.
/// </summary>
public sealed class ConntrackCleaner(
    IpFamily family, IProxyBackend backend, ICommandRunner runner, ILocalAddresses addresses, ProxyMetrics metrics, TimeProvider time, ILogger<ConntrackCleaner> logger)
{
    /// <summary>Shortest time from the end of one clean-up to the start of the next: a dump of a large table costs seconds of CPU.</summary>
    internal static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// From a change to the clean-up after it: a request under way to an endpoint that just left still gets its answer. What becomes valid
    /// again before its turn comes is left alone.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>After a failure, unless something changes before.</summary>
    internal static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    private readonly ConntrackBacklog _backlog = new();
    private readonly Signal _wake = new();
    private string? _lastError;

    public IpFamily Family { get; } = family;

    /// <summary>The kernel holds this graph.</summary>
    public void Applied(FamilyGraph graph, IEnumerable<PortChange> changes)
    {
        if (_backlog.Add(graph, changes))
            _wake.Set();
    }

    /// <summary>Runs until it is cancelled; no failure ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await _wake.WaitAsync(cancel).ConfigureAwait(false);
            while (true)
            {
                bool isDone = await TryCleanAsync(cancel).ConfigureAwait(false);
                await Task.Delay(Pace, time, cancel).ConfigureAwait(false);
                await _wake.WaitAsync(isDone ? Timeout.InfiniteTimeSpan : RetryInterval, time, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The flows that are left are for the next start, which begins with a clean-up.
        }
    }

    private async ValueTask<bool> TryCleanAsync(CancellationToken cancel)
    {
        (FamilyGraph graph, IReadOnlyList<FlowDestination> gone) = _backlog.Take();
        try
        {
            await CleanAsync(graph, gone, cancel).ConfigureAwait(false);
            _lastError = null;
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            _backlog.Return(gone);
            if (e.Message != _lastError) // a missing tool is one warning, not one for each change
                logger.CleanupFailed(e, Family, RetryInterval.TotalSeconds);
            _lastError = e.Message;
            return false;
        }
    }

    private async ValueTask CleanAsync(FamilyGraph graph, IReadOnlyList<FlowDestination> gone, CancellationToken cancel)
    {
        await Task.Delay(Grace, time, cancel).ConfigureAwait(false);
        long start = time.GetTimestamp();
        IReadOnlyList<IPAddress> local = addresses.Read(Family);
        HashSet<IPAddress> nodePortAddresses = [.. graph.Node.NodePortAddresses.Of(local)];
        List<ValidFlows> judges = [new(graph.Ports, OwnEndsOf, gone, nodePortAddresses)];
        if (judges[0].IsEmpty)
            return;

        long deleted = 0;
        FlowDeletion[] deletions = [.. await PlanAsync(judges[0], cancel).ConfigureAwait(false)];
        foreach (FlowDeletion deletion in deletions)
        {
            judges.AddRange(_backlog.TakeNewer().Select(newer => new ValidFlows(newer.Ports, OwnEndsOf, [], nodePortAddresses)));
            if (judges.All(judge => judge.Forbids(deletion)))
                deleted += await DeleteAsync(deletion, cancel).ConfigureAwait(false);
        }

        TimeSpan elapsed = time.GetElapsedTime(start);
        metrics.ConntrackCleaned(Family, elapsed, deleted);
        logger.FlowsDeleted(Family, deleted, deletions.Length, elapsed.TotalMilliseconds);

        IEnumerable<IPEndPoint> OwnEndsOf(ServicePortName port) =>
            from number in backend.OwnPortsOf(Family, port)
            from address in local
            select new IPEndPoint(address, number);
    }

    private async ValueTask<IEnumerable<FlowDeletion>> PlanAsync(ValidFlows valid, CancellationToken cancel)
    {
        var deletions = new HashSet<FlowDeletion>();
        var list = new Command("conntrack", ["-L", "-p", "udp", "-f", ConntrackFamily.Word(Family)]);
        await foreach (string line in LinesAsync(list, cancel).ConfigureAwait(false))
        {
            if (Flow.TryParse(line, out Flow flow) && valid.Judge(flow) is { } deletion)
                deletions.Add(deletion);
        }

        return deletions;
    }

    /// <summary>Returns how many flows it was; the tool prints each.</summary>
    private async ValueTask<long> DeleteAsync(FlowDeletion deletion, CancellationToken cancel)
    {
        long count = 0;
        try
        {
            await foreach (string line in LinesAsync(deletion.ToCommand(Family), cancel).ConfigureAwait(false))
                count++;
        }
        catch (CommandFailedException e) when (e.ExitCode == 1 && e.Error.Contains(" 0 flow entries have been deleted", StringComparison.Ordinal))
        {
            // They ended by themselves in the meantime.
        }

        return count;
    }

    private async IAsyncEnumerable<string> LinesAsync(Command command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(CommandTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        await foreach (string line in runner.ReadLinesAsync(command, stop.Token).ConfigureAwait(false))
            yield return line;
    }
}
