using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

/// <summary>Programs kube-proxy's virtual servers, sets and rules through ipvsadm, ipset, iptables-restore and ip.</summary>
internal sealed class IpvsBackend(
    IpvsRenderer renderer,
    IpvsHost host,
    HostSettings settings,
    VariantChooser variants,
    FamilyStates states,
    IpvsCleaner cleaner,
    Drainer drainer,
    TimeProvider time,
    IOptions<IpvsOptions> options,
    ILogger<IpvsBackend> logger)
    : IProxyBackend
{
    public string Name => "ipvs";

    public IReadOnlySet<Scheduler> Schedulers { get; } =
        new HashSet<Scheduler> { Scheduler.Default, Scheduler.RoundRobin, Scheduler.SourceHash, Scheduler.Maglev, Scheduler.LeastConnection };

    public Ruleset Render(FamilyGraph desired, Ruleset? applied) => renderer.Render(desired, (IpvsRuleset?)applied, HostOf(desired));

    public Ruleset RenderRepair(FamilyGraph desired) => renderer.RenderRepair(desired, HostOf(desired));

    public async ValueTask PrepareAsync(CancellationToken cancel) => await settings.ApplyAsync(cancel).ConfigureAwait(false);

    public async ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel)
    {
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        FamilyState state = states[desired.Family];
        using IDisposable entered = await state.EnterAsync(cancel).ConfigureAwait(false);
        (Desired wanted, _, KernelDifference difference) = await CompareAsync(state, desired, chosen.Tool, cancel).ConfigureAwait(false);
        bool holds = difference.Change.IsEmpty && !chosen.Abandoned.ContainsKey(desired.Family);
        state.Expected = holds ? IpvsRenderer.RulesetOf(wanted) : null;
        if (holds)
            state.Drains.Set(difference.Drains);
        return state.Expected;
    }

    public async ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel)
    {
        var wanted = (IpvsRuleset)ruleset;
        await settings.ApplyAsync(cancel).ConfigureAwait(false);
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        FamilyState state = states[wanted.Graph.Family];
        using IDisposable entered = await state.EnterAsync(cancel).ConfigureAwait(false);
        state.Expected = null;
        if (wanted.Change is null)
            await RepairAsync(state, wanted.Graph, chosen, cancel).ConfigureAwait(false);
        else
            await ChangeAsync(state, wanted, wanted.Change, chosen.Tool, cancel).ConfigureAwait(false);
        state.Expected = wanted with { Scripts = [], Change = null };
    }

    /// <summary>Looks at everything in each period, and lets removed endpoints go between.</summary>
    public async Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel)
    {
        FamilyState state = states[family];
        long drained = time.GetTimestamp();
        do
        {
            await Task.Delay(options.Value.SyncPeriod, time, cancel).ConfigureAwait(false);
            if (time.GetElapsedTime(drained) >= options.Value.DrainInterval)
            {
                drained = time.GetTimestamp();
                await drainer.DrainAsync(state, cancel).ConfigureAwait(false);
            }
        }
        while (await IsAsExpectedAsync(state, cancel).ConfigureAwait(false));
    }

    public async ValueTask CleanupAsync(CancellationToken cancel)
    {
        using IDisposable ipv4 = await states[IpFamily.IPv4].EnterAsync(cancel).ConfigureAwait(false);
        using IDisposable ipv6 = await states[IpFamily.IPv6].EnterAsync(cancel).ConfigureAwait(false);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            states[family].Expected = null;
            states[family].Drains.Set([]);
        }

        await cleaner.CleanAsync(cancel).ConfigureAwait(false);
    }

    private HostAddresses HostOf(FamilyGraph graph) => states[graph.Family].Host ?? HostAddresses.Of(graph.Node);

    private async ValueTask<bool> IsAsExpectedAsync(FamilyState state, CancellationToken cancel)
    {
        using IDisposable entered = await state.EnterAsync(cancel).ConfigureAwait(false);
        if (state.Expected is not { } expected)
            return true;
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        (_, _, KernelDifference difference) = await CompareAsync(state, expected.Graph, chosen.Tool, cancel).ConfigureAwait(false);
        if (difference.Change.IsEmpty)
            return true;
        logger.Differs(state.Family, difference.Change.Summary);
        return false;
    }

    /// <summary>Where both families find kube-ipvs0 missing, as at the first start on a host, the second waits for the first and looks again.</summary>
    private async ValueTask RepairAsync(FamilyState state, FamilyGraph graph, ChosenTool chosen, CancellationToken cancel)
    {
        (Desired wanted, Observed observed, KernelDifference difference) = await CompareAsync(state, graph, chosen.Tool, cancel).ConfigureAwait(false);
        IpvsChange change = difference.Change;
        state.Drains.Set(difference.Drains);
        using IDisposable? entered = change.IsLinkNew ? await states.Link.EnterAsync(cancel).ConfigureAwait(false) : null;
        if (change.IsLinkNew)
            change = change with { IsLinkNew = !(await host.ReadAddressesAsync(cancel).ConfigureAwait(false)).HasLink };
        IReadOnlyList<Script> scripts = renderer.ScriptsOf(change, wanted.Frame, RuleCheck.MissingHooks(observed.Rules));
        await host.RunAsync(scripts, chosen.Tool, state.Family, cancel).ConfigureAwait(false);
        state.Drains.Follow(change);
        if (chosen.Abandoned.TryGetValue(state.Family, out IptablesTool? other))
        {
            await cleaner.CleanRulesAsync(other, state.Family, cancel).ConfigureAwait(false);
            chosen.Abandoned.TryRemove(state.Family, out _);
            logger.AbandonedVariantCleaned(state.Family);
        }
    }

    private async ValueTask ChangeAsync(FamilyState state, IpvsRuleset wanted, IpvsChange change, IptablesTool tool, CancellationToken cancel)
    {
        IpvsChange adjusted = state.Drains.Adjust(change);
        IReadOnlyList<Script> scripts = ReferenceEquals(adjusted, change) ? wanted.Scripts : renderer.ScriptsOf(adjusted, wanted.Frame, RuleChains.Hooks);
        await host.RunAsync(scripts, tool, state.Family, cancel).ConfigureAwait(false);
        state.Drains.Follow(adjusted);
    }

    private async ValueTask<(Desired Wanted, Observed Observed, KernelDifference Difference)> CompareAsync(
        FamilyState state, FamilyGraph graph, IptablesTool tool, CancellationToken cancel)
    {
        Observed observed = await host.ObserveAsync(state.Family, tool, cancel).ConfigureAwait(false);
        state.Host = observed.Host;
        Desired wanted = renderer.Describe(graph, observed.Host);
        bool areRulesRight = RuleCheck.AreRight(observed.Rules, wanted.Frame, renderer.RulesText(wanted.Frame));
        return (wanted, observed, KernelDifference.Between(observed, wanted, options.Value.ExcludeCidrs, areRulesRight));
    }
}
