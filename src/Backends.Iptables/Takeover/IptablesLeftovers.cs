using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Backends.Iptables.Takeover;

/// <summary>What proxies left in one variant of iptables: the modes iptables, ipvs and userspace of kube-proxy, and ours.</summary>
internal sealed class IptablesLeftovers(IptablesVariant variant, IptablesTemplates templates, ICommandRunner runner) : ILeftoverSource
{
    /// <summary>iptables-nft deletes 60,000 chains in a minute on an idle machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Tool => $"iptables-{variant.ToString().ToLowerInvariant()}";

    public async ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        (_, LeftRules saved) = await ReadAsync(family, cancel).ConfigureAwait(false);
        return Describe(LeftoverPlan.Of(saved, mode), family);
    }

    public async ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        (IptablesTool? tool, LeftRules saved) = await ReadAsync(family, cancel).ConfigureAwait(false);
        IReadOnlyList<LeftoverPlan> plans = LeftoverPlan.Of(saved, mode);
        if (tool is not null && plans.Any(plan => !plan.IsEmpty))
        {
            IScriptText text = templates.Tidy.Bind(new TidyView([.. plans.SelectMany(plan => plan.Removal(Cut.ForInUse(variant)))]));
            await runner.RunAsync(new Command(tool.Restore(family), IptablesRenderer.Arguments) { Input = text, Timeout = Patience }, cancel).ConfigureAwait(false);
        }

        return Describe(plans, family);
    }

    /// <summary>Under the name of the variant, or under the plain name where that is what it stands for; null: it is not installed.</summary>
    private async ValueTask<(IptablesTool? Tool, LeftRules Saved)> ReadAsync(IpFamily family, CancellationToken cancel)
    {
        foreach (IptablesTool tool in (IptablesTool[])[IptablesTool.Named(variant), new IptablesTool(variant, "")])
        {
            try
            {
                if (tool.Infix.Length > 0 || await IsPlainAsync(cancel).ConfigureAwait(false))
                    return (tool, await ReadAsync(tool, family, cancel).ConfigureAwait(false));
            }
            catch (CommandFailedException failure) when (failure.IsNotInstalled)
            {
                // The next name, or none.
            }
        }

        return (null, new LeftRules());
    }

    private async ValueTask<LeftRules> ReadAsync(IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        var saved = new LeftRules();
        await foreach (string line in runner.ReadLinesAsync(new Command(tool.Save(family), []), cancel).ConfigureAwait(false)) // with -t it would create the table
            saved.Add(line);
        return saved;
    }

    private async ValueTask<bool> IsPlainAsync(CancellationToken cancel)
    {
        CommandResult version = await runner.RunAsync(new Command("iptables", ["--version"]), cancel).ConfigureAwait(false);
        return version.Output.Contains("nf_tables", StringComparison.Ordinal) == (variant == IptablesVariant.Nft);
    }

    private List<Leftover> Describe(IReadOnlyList<LeftoverPlan> plans, IpFamily family)
    {
        string shared = OwnerOfShared(plans);
        var found = new List<Leftover>();
        foreach (LeftoverPlan plan in plans)
        {
            foreach (IGrouping<string, string> chains in plan.Gone.GroupBy(chain => ModeOf(plan.Table, chain)))
                found.Add(new Leftover(chains.Key, Tool, family, "chain", plan.Table, [.. chains]));
            if (plan.Rules.Count > 0)
                found.Add(new Leftover(shared, Tool, family, "rule", plan.Table, [.. plan.Rules]));
            foreach (KeptChain kept in plan.Kept)
                found.Add(new Leftover(ModeOf(plan.Table, kept.Chain), Tool, family, "chain", plan.Table, [kept.Chain]) { StaysBecause = kept.Because });
        }

        return found;

        string ModeOf(string table, string chain) => ProxyChains.ModeOf(table, chain) is { } mode and not ProxyChains.Shared ? mode : shared;
    }

    /// <summary>Chains that two modes have under the same name are those of the mode that has others here.</summary>
    private static string OwnerOfShared(IReadOnlyList<LeftoverPlan> plans)
    {
        HashSet<string?> modes = [.. plans.SelectMany(plan => plan.Gone.Select(chain => ProxyChains.ModeOf(plan.Table, chain)))];
        return modes.Contains(ProxyModeWords.Ipvs) && !modes.Contains(ProxyModeWords.Iptables) ? ProxyModeWords.Ipvs : ProxyModeWords.Iptables;
    }
}
