using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Core.Backends;
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
    IpFamily family, IProxyBackend backend, IFlowTable flows, ILocalAddresses addresses, ProxyMetrics metrics, TimeProvider time, ILogger<ConntrackCleaner> logger)
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
        Flow[] condemned = [.. flows.ReadUdp(Family, cancel).Where(judges[0].Condemns)];
        foreach (Flow flow in condemned)
        {
            cancel.ThrowIfCancellationRequested();
            judges.AddRange(_backlog.TakeNewer().Select(newer => new ValidFlows(newer.Ports, OwnEndsOf, [], nodePortAddresses)));
            if (judges.All(judge => judge.Forbids(flow)) && flows.Delete(Family, flow))
                deleted++;
        }

        TimeSpan elapsed = time.GetElapsedTime(start);
        metrics.ConntrackCleaned(Family, elapsed, deleted);
        logger.FlowsDeleted(Family, deleted, condemned.Length, elapsed.TotalMilliseconds);

        IEnumerable<IPEndPoint> OwnEndsOf(ServicePortName port) =>
            from number in backend.OwnPortsOf(Family, port)
            from address in local
            select new IPEndPoint(address, number);
    }
}
