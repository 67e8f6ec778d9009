using Microsoft.Extensions.Logging;
using Proxier.Core.Building;
using Proxier.Core.Events;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;

namespace Proxier.Core.Sync;

/// <summary>Builds one graph for both families after each change of the store. Nothing is handed on before the store is complete.</summary>
public sealed class GraphFeed(
    ObjectStore store, GraphOptions options, IReadOnlyList<SyncLoop> loops, ProxyHealth health, ProxyMetrics metrics, IEventSink events,
    TimeProvider time, ILogger<GraphFeed> logger)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private HashSet<GraphWarning> _warnings = [];
    private volatile BuiltGraph? _built;
    private Node? _lastNode;
    private long _revision;
    private volatile OptionsInUse _inUse = new(options);
    private volatile TaskCompletionSource _renewed = NewSignal();

    /// <summary>What the kernel is to hold, from any thread; null before the first.</summary>
    public BuiltGraph? Built => _built;

    /// <summary>Returns, to any thread, what is built once it is another one than <paramref name="known"/>.</summary>
    public async ValueTask<BuiltGraph> WaitForOtherAsync(BuiltGraph? known, CancellationToken cancel)
    {
        while (true)
        {
            Task renewed = _renewed.Task; // before the look, so that none is missed
            if (_built is { } built && !ReferenceEquals(built, known))
                return built;
            await renewed.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>From any thread.</summary>
    /// <param name="healthTimeout">Twice the sync period.</param>
    public void Use(GraphOptions replacement, TimeSpan healthTimeout)
    {
        health.Timeout = healthTimeout;
        OptionsInUse old = _inUse;
        _inUse = new OptionsInUse(replacement);
        old.Replaced.TrySetResult();
    }

    /// <summary>Runs until it is cancelled; no failure ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await store.Synced.WaitAsync(cancel).ConfigureAwait(false);
            while (true)
            {
                OptionsInUse inUse = _inUse;
                ObjectSnapshot snapshot = store.Snapshot();
                Publish(snapshot, inUse.Options);
                await await Task.WhenAny(store.WaitForChangeAsync(snapshot.Version, cancel), inUse.Replaced.Task).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private void Publish(ObjectSnapshot snapshot, GraphOptions inUse)
    {
        long noticed = time.GetTimestamp();
        ChangeCounts counts = store.Counts;
        _revision++;
        foreach (SyncLoop loop in loops)
        {
            health.Queued(loop.Family, _revision);
            metrics.Queued(loop.Family);
        }

        if (!TryBuild(WithLastNode(snapshot.State), inUse))
            return;
        ChangePath? path = snapshot.ChangedAt is { } received ? new ChangePath(received, noticed, time.GetTimestamp()) : null;
        foreach (SyncLoop loop in loops)
            loop.Publish(new SyncTarget(_revision, _built!.Graph[loop.Family], counts, Triggers(snapshot, loop.Family)) { Path = path }); // built just now
    }

    /// <summary>
    /// Without its Node object a node goes on as it was: connections are still coming in, but load balancers should look elsewhere. One that
    /// never had a Node object, as with manifests of Services alone, is nobody's to remove.
    /// </summary>
    private ClusterState WithLastNode(ClusterState state)
    {
        bool wasEligible = health.IsNodeEligible;
        health.IsNodeEligible = state.Node is null ? _lastNode is null : !state.Node.IsLeaving;
        _lastNode = state.Node ?? _lastNode;
        if (health.IsNodeEligible != wasEligible)
            logger.EligibilityChanged(_lastNode!.Name, state.Node is null ? "is gone" : wasEligible ? "is being removed" : "stays"); // it changes only with a Node
        return state with { Node = _lastNode };
    }

    private bool TryBuild(ClusterState state, GraphOptions inUse)
    {
        try
        {
            _built = GraphBuilder.Build(state, inUse, _built);
        }
        catch (Exception e)
        {
            logger.BuildFailed(e, _revision);
            return false;
        }

        Interlocked.Exchange(ref _renewed, NewSignal()).SetResult();
        TellNewWarnings(_built.Warnings);
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void TellNewWarnings(EquatableArray<GraphWarning> warnings)
    {
        foreach (GraphWarning warning in warnings.Where(warning => !_warnings.Contains(warning)))
        {
            logger.InputWarning(warning);
            if (warning.Event is not null)
                events.Report(warning.Event);
        }

        _warnings = [.. warnings];
    }

    /// <summary>A time from before our start tells how long we were away, not how long programming took.</summary>
    private EquatableArray<DateTimeOffset> Triggers(ObjectSnapshot snapshot, IpFamily family) => snapshot.Changes.Triggers
        .Where(trigger => trigger.Family == family && trigger.Time >= _start)
        .Select(trigger => trigger.Time)
        .ToEquatableArray();

    private sealed record OptionsInUse(GraphOptions Options)
    {
        public TaskCompletionSource Replaced { get; } = NewSignal();
    }
}
