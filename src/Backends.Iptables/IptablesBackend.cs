using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Host;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

/// <summary>Programs kube-proxy's chains through iptables-restore, in whichever variant this node uses.</summary>
internal sealed class IptablesBackend(
    IptablesRenderer renderer,
    VariantChooser variants,
    ExpectedRules expected,
    ICommandRunner runner,
    TimeProvider time,
    IOptions<IptablesOptions> options,
    ILogger<IptablesBackend> logger)
    : IProxyBackend
{
    /// <summary>A full restore of 10,000 services takes 5 s on an idle machine; a busy one may need many times as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A flush goes table by table: what is repaired between two of them would be lost again.</summary>
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(1);

    public string Name => "iptables";

    public IReadOnlySet<Scheduler> Schedulers { get; } = new HashSet<Scheduler> { Scheduler.Default, Scheduler.Random, Scheduler.RoundRobin };

    private Cut CurrentCut => Cut.For(variants.Known?.Tool.Variant ?? IptablesVariant.Nft);

    public Ruleset Render(FamilyGraph desired, Ruleset? applied) => renderer.Render(desired, (IptablesRuleset?)applied, CurrentCut);

    public Ruleset RenderRepair(FamilyGraph desired) => renderer.RenderRepair(desired, CurrentCut);

    public async ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel)
    {
        IptablesRuleset wanted = renderer.Describe(desired);
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        using ExpectedRules.Entry entry = await expected.EnterAsync(desired.Family, cancel).ConfigureAwait(false);
        Script check = renderer.Check(wanted);
        bool holds = !chosen.Abandoned.ContainsKey(desired.Family) && await HoldsAsync(chosen.Tool, desired.Family, check, cancel).ConfigureAwait(false);
        entry.Check = holds ? check : null;
        return holds ? wanted : null;
    }

    public async ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel)
    {
        var wanted = (IptablesRuleset)ruleset;
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        using ExpectedRules.Entry entry = await expected.EnterAsync(wanted.Graph.Family, cancel).ConfigureAwait(false);
        entry.Check = null;
        if (wanted.IsRepair)
            await RepairAsync(wanted, chosen, cancel).ConfigureAwait(false);
        else
            await RunAllAsync(chosen.Tool, wanted.Graph.Family, wanted.Scripts, cancel).ConfigureAwait(false);
        entry.Check = renderer.Check(wanted);
    }

    public async Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel)
    {
        do
            await Task.Delay(options.Value.CanaryPeriod, time, cancel).ConfigureAwait(false);
        while (await IsAsExpectedAsync(family, cancel).ConfigureAwait(false));
        await Task.Delay(FlushTime, time, cancel).ConfigureAwait(false);
    }

    public async ValueTask CleanupAsync(CancellationToken cancel)
    {
        IReadOnlyList<IptablesTool> tools = await variants.ReadInstalledAsync(cancel).ConfigureAwait(false);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            using ExpectedRules.Entry entry = await expected.EnterAsync(family, cancel).ConfigureAwait(false);
            entry.Check = null;
            foreach (IptablesTool tool in tools)
                await CleanAsync(tool, family, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsAsExpectedAsync(IpFamily family, CancellationToken cancel)
    {
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        using ExpectedRules.Entry entry = await expected.EnterAsync(family, cancel).ConfigureAwait(false);
        return entry.Check is null || await HoldsAsync(chosen.Tool, family, entry.Check, cancel).ConfigureAwait(false);
    }

    /// <summary>Only hooks that are missing are added: twice would be counted twice, and what others put in front of them stays in front.</summary>
    private async ValueTask RepairAsync(IptablesRuleset wanted, ChosenTool chosen, CancellationToken cancel)
    {
        IpFamily family = wanted.Graph.Family;
        SavedRules saved = await SavedRules.ReadAsync(runner, chosen.Tool, family, cancel).ConfigureAwait(false);
        HooksView missing = MissingHooks.Of(IptablesRenderer.HooksOf(wanted), saved);
        Cut cut = saved.HaveServices ? Cut.ForInUse(chosen.Tool.Variant) : Cut.For(chosen.Tool.Variant);
        await RunAsync(chosen.Tool, family, renderer.Restore(wanted, missing, cut), cancel).ConfigureAwait(false);
        TidyView leftovers = TidyPlan.Leftovers(saved, table => renderer.ChainsOf(wanted, table), Cut.ForInUse(chosen.Tool.Variant));
        if (leftovers.Tables.Count > 0)
            await RunAllAsync(chosen.Tool, family, [renderer.Tidy(family, leftovers)], cancel).ConfigureAwait(false);
        if (chosen.Abandoned.TryGetValue(family, out IptablesTool? other))
            await CleanAbandonedAsync(chosen, other, family, cancel).ConfigureAwait(false);
    }

    private async ValueTask CleanAbandonedAsync(ChosenTool chosen, IptablesTool other, IpFamily family, CancellationToken cancel)
    {
        if (await CleanAsync(other, family, cancel).ConfigureAwait(false))
            logger.AbandonedVariantCleaned(family, other.Variant);
        chosen.Abandoned.TryRemove(family, out _);
    }

    private async ValueTask<bool> CleanAsync(IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        SavedRules saved = await SavedRules.ReadAsync(runner, tool, family, cancel).ConfigureAwait(false);
        if (!saved.AreOurs)
            return false; // kube-proxy's chains have the same names, and are not ours to remove
        TidyView everything = TidyPlan.Everything(saved, Cut.ForInUse(tool.Variant));
        if (everything.Tables.Count > 0)
            await RunAsync(tool, family, renderer.Tidy(family, everything), cancel).ConfigureAwait(false);
        return everything.Tables.Count > 0;
    }

    /// <summary>False when the tool ends with code 1, which is its answer to a rule that is not there.</summary>
    private async ValueTask<bool> HoldsAsync(IptablesTool tool, IpFamily family, Script check, CancellationToken cancel)
    {
        try
        {
            await RunAsync(tool, family, check, cancel).ConfigureAwait(false);
            return true;
        }
        catch (CommandFailedException refusal) when (refusal.ExitCode == 1)
        {
            return false;
        }
    }

    private async ValueTask RunAllAsync(IptablesTool tool, IpFamily family, IReadOnlyList<Script> scripts, CancellationToken cancel)
    {
        foreach (Script script in scripts)
        {
            try
            {
                await RunAsync(tool, family, script, cancel).ConfigureAwait(false);
            }
            catch (CommandFailedException refusal) when (script.IsOptional)
            {
                logger.TidyRefused(refusal, family);
            }
        }
    }

    private async ValueTask RunAsync(IptablesTool tool, IpFamily family, Script script, CancellationToken cancel) =>
        await runner.RunAsync(new Command(tool.Restore(family), script.Arguments) { Input = script.Text, Timeout = Patience }, cancel).ConfigureAwait(false);
}
