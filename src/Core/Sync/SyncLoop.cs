using Microsoft.Extensions.Logging;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Sync;

/// <summary>
/// Makes the kernel match the newest target of one family, again and again. Targets that come in while it is busy or waiting cost
/// one apply. After a failure it tries again, in full; what the kernel holds meanwhile is left alone.
/// </summary>
public sealed class SyncLoop(
    IpFamily family, IProxyBackend backend, SyncOptions options, ISyncObserver observer, TimeProvider time, ILogger<SyncLoop> logger)
{
    private readonly SyncInbox _inbox = new();
    private readonly SyncSchedule _schedule = new(options, time);
    private Ruleset? _applied;
    private FamilyGraph? _reported;

    public IpFamily Family { get; } = family;

    public void Publish(SyncTarget target) => _inbox.Add(target);

    /// <summary>Its times count from now on, also for a wait that has begun; its families do not.</summary>
    public void Use(SyncOptions options)
    {
        _schedule.Use(options);
        _inbox.Wake.Set();
    }

    /// <summary>Runs until it is cancelled; no failure ends it. Does nothing before the first target.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Task watch = new ForeignChangeWatch(Family, backend, time, logger).RunAsync(ForeignChange, _inbox.WantCheck, cancel);
        try
        {
            await _inbox.WaitForTargetAsync(cancel).ConfigureAwait(false);
            while (true)
            {
                TimeSpan wait = _schedule.Wait(_inbox.HasWork, _inbox.IsDamaged);
                if (wait == TimeSpan.Zero)
                    await SyncAsync(_inbox.Take(), cancel).ConfigureAwait(false);
                else
                    await _inbox.Wake.WaitAsync(wait, time, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await watch.ConfigureAwait(false);
        }
    }

    private void ForeignChange()
    {
        if (_inbox.WantRepair())
            logger.ForeignChange(Family, backend.Name);
    }

    private async ValueTask SyncAsync(SyncWork work, CancellationToken cancel)
    {
        var watch = new StepWatch(time);
        SyncKind kind = SyncKind.Full;
        var tally = new ScriptTally();
        ScriptTally.Current = tally;
        try
        {
            Ruleset ruleset;
            (kind, ruleset) = await ChooseAsync(work, cancel).ConfigureAwait(false);
            watch.Rendered();
            if (kind != SyncKind.Unchanged)
                await backend.ApplyAsync(ruleset, cancel).ConfigureAwait(false);
            _applied = ruleset with { Scripts = [] }; // their models may be as large as the whole state
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Failed(work, e, kind, watch.Elapsed);
            return;
        }

        Succeeded(work, kind, watch.Elapsed, tally.Cost, watch.Steps(work.Path, tally.Cost.Tools));
    }

    private async ValueTask<(SyncKind Kind, Ruleset Ruleset)> ChooseAsync(SyncWork work, CancellationToken cancel)
    {
        FamilyGraph desired = work.Target.Graph;
        if (work.Reason == SyncReason.Check && await AdoptAsync(work.Target, cancel).ConfigureAwait(false) is { } adopted)
            return (SyncKind.Unchanged, adopted);
        if (work.Reason != SyncReason.Change || _applied is null || _schedule.IsFullDue)
            return (SyncKind.Full, backend.RenderRepair(desired));

        Ruleset change = backend.Render(desired, _applied);
        return (change.IsEmpty ? SyncKind.Unchanged : SyncKind.Change, change);
    }

    private async ValueTask<Ruleset?> AdoptAsync(SyncTarget target, CancellationToken cancel)
    {
        try
        {
            await backend.PrepareAsync(cancel).ConfigureAwait(false);
            Ruleset? adopted = await backend.AdoptAsync(target.Graph, cancel).ConfigureAwait(false);
            if (adopted is not null)
                logger.Adopted(Family, target.Revision);
            return adopted;
        }
        catch (CommandFailedException e)
        {
            logger.AdoptFailed(e, Family, backend.Name);
            return null;
        }
    }

    private void Failed(SyncWork work, Exception error, SyncKind kind, TimeSpan elapsed)
    {
        _applied = null;
        _inbox.Return(work);
        TimeSpan wait = _schedule.Failed();
        logger.ApplyFailed(error, Family, work.Target.Revision, backend.Name, wait.TotalMilliseconds);
        Tell(work, () => observer.Failed(work.Target, kind, elapsed, error));
    }

    private void Succeeded(SyncWork work, SyncKind kind, TimeSpan elapsed, SyncCost cost, SyncSteps steps)
    {
        _schedule.Succeeded(kind);
        PortChange[] changes = [.. FamilyGraph.Changes(_reported, work.Target.Graph)];
        _reported = work.Target.Graph;
        if (kind == SyncKind.Full)
            logger.AppliedInFull(Family, work.Target.Revision, work.Target.Graph.Ports.Count, elapsed.TotalMilliseconds);
        else if (kind == SyncKind.Change)
            logger.AppliedChange(Family, work.Target.Revision, changes.Length, elapsed.TotalMilliseconds);
        foreach (UnmetScheduler unmet in UnmetScheduler.BroughtBy(changes, backend.Schedulers))
            logger.SchedulerUnmet(Family, unmet.Port, unmet.Scheduler, backend.Name);
        foreach (ServicePortName port in backend.SendsProxyHeaders ? [] : UnmetProxyHeader.BroughtBy(changes))
            logger.ProxyHeaderUnmet(Family, port, backend.Name);
        Tell(work, () => observer.Succeeded(new SyncResult(work.Target, kind, changes, work.TriggerTimes, elapsed) { Cost = cost, Steps = steps }));
    }

    private void Tell(SyncWork work, Action report)
    {
        try
        {
            report();
        }
        catch (Exception e)
        {
            logger.FollowUpFailed(e, Family, work.Target.Revision);
        }
    }
}
