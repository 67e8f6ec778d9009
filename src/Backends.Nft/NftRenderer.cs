using Proxier.Backends.Nft.Elements;
using Proxier.Backends.Nft.Scripts;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Templating;

namespace Proxier.Backends.Nft;

/// <summary>Turns graphs into scripts for <c>nft -f -</c>. Pure.</summary>
internal sealed class NftRenderer(NftTemplates templates)
{
    /// <summary>
    /// Most elements in one transaction of a change. nft 1.0.6 needs 52 MiB for this many; 330,000 at once would take 760 MiB.
    /// </summary>
    private const int PieceSize = 20_000;

    private const string Removal = "remove";

    /// <summary>Most elements in a script that is held in memory: some 200 kB of text.</summary>
    private const int ShortSize = 2_000;

    private static readonly EquatableArray<string> Arguments = ["-f", "-"];

    public NftRuleset Render(FamilyGraph desired, NftRuleset? applied)
    {
        Frame words = Frame.Of(desired.Family, desired.Node);
        if (applied is not null && applied.Words != words)
            return RenderRepair(desired);

        TableChange change = ChangeBetween(applied, desired);
        return new NftRuleset(desired, Scripts(change, applied, desired, words), words, change.Shared, IsRepair: false);
    }

    /// <summary>One transaction, so that no packet meets a half-built table; or what to do instead, depending on what is there.</summary>
    public NftRuleset RenderRepair(FamilyGraph desired)
    {
        Frame words = Frame.Of(desired.Family, desired.Node);
        TableChange change = ChangeBetween(null, desired);
        var text = new RepairText(
            templates.Repair.Path,
            () => templates.Repair.Bind(Everything(change, desired, words) with { FlushedSets = NftNames.Sets, FlushedMaps = NftNames.Maps }),
            () => Scripts(change, null, desired, words),
            () => Script("replace", templates.Replace.Bind(Everything(change, desired, words))));
        return new NftRuleset(desired, [Script("repair", text)], words, change.Shared, IsRepair: true);
    }

    /// <summary>What a graph amounts to in the kernel, without a way to get there.</summary>
    public static NftRuleset Describe(FamilyGraph graph) =>
        new(graph, [], Frame.Of(graph.Family, graph.Node), ChangeBetween(null, graph).Shared, IsRepair: false);

    public Script Tidy(IpFamily family, IReadOnlyList<string> chains, IReadOnlyList<string> maps) =>
        Script("tidy", templates.Tidy.Bind(new TidyView(NftNames.Word(family), chains, maps))) with
        {
            IsOptional = true, IsAfterPackets = true, IsShort = chains.Count + maps.Count <= ShortSize,
        };

    public Script Cleanup(IpFamily family) => Script("cleanup", templates.Cleanup.Bind(new CleanupView(NftNames.Word(family))));

    private List<Script> Scripts(TableChange change, NftRuleset? applied, FamilyGraph desired, Frame words)
    {
        var view = new ScriptView(desired.Family, words);
        var steps = Prepare(view, change, isFirst: applied is null)
            .Concat(Steps("switch", templates.Elements, view, change.Switch(NodeChanges(applied?.Graph, desired))))
            .Concat(Steps(Removal, templates.Elements, view, change.Remove))
            .ToList();
        var scripts = Sign(steps, view, applied?.AppliedChain, NftRuleset.AppliedChainOf(desired)).Select(Script).ToList();
        if (change.UnusedChains.Count + change.UnusedMaps.Count > 0)
            scripts.Add(Tidy(desired.Family, change.UnusedChains, change.UnusedMaps));
        return scripts;
    }

    private static ScriptView Everything(TableChange change, FamilyGraph desired, Frame words) =>
        new ScriptView(desired.Family, words) { HasFrame = true, Applied = NftRuleset.AppliedChainOf(desired) }
            .WithChains(change.NewMaps, change.NewChains)
            .WithElements(change.Prepare.Concat(change.Switch(NodeChanges(null, desired))));

    private static TableChange ChangeBetween(NftRuleset? applied, FamilyGraph desired)
    {
        List<PortElements> old = [], @new = [];
        foreach (PortChange change in FamilyGraph.Changes(applied?.Graph, desired))
        {
            if (change.Old is not null)
                old.Add(PortElements.Of(desired.Family, change.Old));
            if (change.New is not null)
                @new.Add(PortElements.Of(desired.Family, change.New));
        }

        return new TableChange(old, @new, applied?.Shared ?? SharedUse.Nothing);
    }

    private static IEnumerable<ElementChange> NodeChanges(FamilyGraph? applied, FamilyGraph desired) =>
        applied is not null && applied.Node == desired.Node
            ? []
            : TableChange.Between(
                applied is null ? [] : NodeElements.Of(applied.Family, applied.Node), NodeElements.Of(desired.Family, desired.Node));

    /// <summary>At the start the frame and the chains are a step of their own, so that checking them first costs little.</summary>
    private IEnumerable<Step> Prepare(ScriptView view, TableChange change, bool isFirst)
    {
        ScriptView chains = (view with { HasFrame = isFirst }).WithChains(change.NewMaps, change.NewChains);
        List<Step> elements = [.. Steps("prepare", templates.Prepare, view, change.Prepare)];
        if (isFirst || (elements.Count == 0 && change.NewChains.Count > 0))
            return elements.Prepend(new Step("prepare", templates.Prepare, chains));
        if (change.NewChains.Count > 0)
            elements[0] = elements[0] with { View = elements[0].View.WithChains(change.NewMaps, change.NewChains) };
        return elements;
    }

    private static IEnumerable<Step> Steps(
        string purpose, Template<ScriptView> template, ScriptView view, IEnumerable<ElementChange> changes) =>
        ElementSorter.Pieces(changes, PieceSize).Select(piece => new Step(purpose, template, view.WithElements(piece)));

    /// <summary>
    /// Whatever happens in between, the table never claims to be what it is not. At the start the sign comes with the last step. In a
    /// change the new one comes with the first step and the old one goes with the last: two of them claim nothing. A first step that
    /// deletes nothing costs less: with a deletion the kernel lets the tool end only after an RCU grace period, 8 to 24 ms.
    /// </summary>
    private List<Step> Sign(List<Step> steps, ScriptView view, string? superseded, string applied)
    {
        if (superseded == applied && steps.Count == 0)
            return steps;
        if (steps.Count == 0)
            steps.Add(new Step("switch", templates.Elements, view));
        int first = superseded is null || superseded == applied ? steps.Count - 1 : 0;
        steps[first] = steps[first] with { View = steps[first].View with { Applied = applied } };
        steps[^1] = steps[^1] with { View = steps[^1].View with { Superseded = superseded } };
        return steps;
    }

    private static Script Script(Step step) =>
        Script(step.Purpose, step.Template.Bind(step.View)) with { IsAfterPackets = step.Purpose == Removal, IsShort = step.View is { HasFrame: false, Size: <= ShortSize } };

    private static Script Script(string purpose, IScriptText text) => new("nft", Arguments, purpose, text);

    private sealed record Step(string Purpose, Template<ScriptView> Template, ScriptView View);
}
