using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Backends.Userspace.Scripts;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace;

/// <summary>Turns graphs into lanes, and into scripts that lead clients to them. Pure: the ports that are held or taken are an argument.</summary>
internal sealed class UserspaceRenderer(UserspaceTemplates templates)
{
    private static readonly EquatableArray<string> NftArguments = ["-f", "-"];
    private static readonly EquatableArray<string> RestoreArguments = ["--noflush", "--wait", "5"];

    /// <exception cref="NoPortLeftException">There are more lanes than ports.</exception>
    public UserspaceRuleset Render(FamilyGraph desired, UserspaceRuleset? applied, RuleTool tool, PortBook book, PortRange range)
    {
        PortalPlan plan = PortalPlan.Of(desired, book, range);
        var words = Words.Of(desired.Family, desired.Node);
        if (applied is null || applied.Tool != tool || applied.Words != words)
            return Full(desired, plan, words, tool);
        bool hasNewLanes = applied.Lanes != plan.Lanes;
        if (tool == RuleTool.Nft)
        {
            var elements = NftElements.Of(desired, plan);
            var view = new NftView(words, elements.Except(applied.Elements, asKeys: false)) { Deletions = applied.Elements.Except(elements, asKeys: true) };
            Script[] scripts = view.Groups.Count + view.Deletions.Count == 0 ? [] : [Nft("change", templates.NftChange.Bind(view))];
            return new UserspaceRuleset(desired, scripts, plan.Lanes, words, elements, tool, IsRepair: false, hasNewLanes);
        }

        bool isSame = new IptablesRules(desired, plan).All().SequenceEqual(new IptablesRules(applied.Graph, applied.Plan).All());
        return new UserspaceRuleset(desired, isSame ? [] : [IptablesFull(desired, plan)], plan.Lanes, words, NftElements.None, tool, IsRepair: false, hasNewLanes) { Plan = plan };
    }

    /// <summary>For a table of our name that cannot be repaired.</summary>
    public Script Replacement(UserspaceRuleset wanted) =>
        Nft("replace", templates.NftReplace.Bind(new NftView(wanted.Words, wanted.Elements.Except(NftElements.None, asKeys: false))));

    public Script NftCleanup(IpFamily family) => Nft("cleanup", templates.NftCleanup.Bind(new NftCleanupView(NftTables.Word(family))));

    public Script Hooks(IpFamily family, IReadOnlyCollection<PortalHook> hooks) => Restore(family, "hooks", templates.IptablesHooks.Bind(new HooksView(
        [.. hooks.GroupBy(hook => hook.Table).Select(table => new HookTable(table.Key, [.. table], []))])));

    /// <param name="hooks">Those that are there.</param>
    /// <param name="chains">Those of our names that are there, with their tables.</param>
    public Script IptablesCleanup(IpFamily family, IReadOnlyCollection<PortalHook> hooks, IReadOnlyCollection<(string Table, string Chain)> chains) =>
        Restore(family, "cleanup", templates.IptablesCleanup.Bind(new HooksView(
            [.. chains.GroupBy(chain => chain.Table).Select(table => new HookTable(table.Key, [.. hooks.Where(hook => hook.Table == table.Key)], [.. table.Select(chain => chain.Chain)]))])));

    private UserspaceRuleset Full(FamilyGraph desired, PortalPlan plan, Words words, RuleTool tool)
    {
        NftElements elements = tool == RuleTool.Nft ? NftElements.Of(desired, plan) : NftElements.None;
        var view = new NftView(words, elements.Except(NftElements.None, asKeys: false)) { Lanes = [.. plan.Lanes.Select(LaneView.Of)] };
        Script[] scripts = tool == RuleTool.Nft
            ? [Nft("repair", templates.NftFull.Bind(view))]
            : [IptablesFull(desired, plan), Hooks(desired.Family, PortalHook.All)];
        return new UserspaceRuleset(desired, scripts, plan.Lanes, words, elements, tool, IsRepair: true, HasNewLanes: true) { Plan = plan };
    }

    private Script IptablesFull(FamilyGraph desired, PortalPlan plan)
    {
        ILookup<string, IptablesRule> rules = new IptablesRules(desired, plan).All().ToLookup(rule => rule.Chain);
        return Restore(desired.Family, "rules", templates.IptablesFull.Bind(new IptablesView(
            [.. plan.Lanes.Select(LaneView.Of)],
            [.. IptablesChains.Tables.Select(table => new IptablesTable(table.Table, table.Chains, [.. table.Chains.SelectMany(chain => rules[chain])]))])));
    }

    private static Script Nft(string purpose, IScriptText text) => new("nft", NftArguments, purpose, text);

    private static Script Restore(IpFamily family, string purpose, IScriptText text) =>
        new(family == IpFamily.IPv4 ? "iptables-restore" : "ip6tables-restore", RestoreArguments, purpose, text);
}
