using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

/// <summary>Turns graphs into scripts for <c>iptables-restore</c>. Pure.</summary>
internal sealed class IptablesRenderer(IptablesTemplates templates, IOptions<IptablesOptions> options)
{
    /// <summary>Of every restore.</summary>
    public static readonly EquatableArray<string> Arguments = ["--noflush", "--counters", "-w", "5"];

    private static readonly IReadOnlyList<string> Tables = ["mangle", "filter", "nat"];

    private readonly DispatchLimits _limits = new(options.Value.Dispatch, options.Value.TreeThreshold);

    public IptablesRuleset Render(FamilyGraph desired, IptablesRuleset? applied, Cut cut)
    {
        if (applied is null || applied.Frame != FrameOf(desired, applied.EndpointCount))
            return RenderRepair(desired, cut);
        var change = new ChangeRender(applied, desired, _limits);
        if (applied.Frame != FrameOf(desired, change.EndpointCount))
            return RenderRepair(desired, cut); // the comments on endpoints come or go
        IReadOnlyList<PieceView> pieces = change.Pieces();
        return applied with
        {
            Graph = desired,
            Scripts = pieces.Count == 0 ? [] : [Restore(desired.Family, "change", pieces, cut)],
            State = change.State,
            EndpointCount = change.EndpointCount,
            Signature = change.Signature,
            IsRepair = false,
        };
    }

    public IptablesRuleset RenderRepair(FamilyGraph desired, Cut cut)
    {
        IptablesRuleset wanted = Describe(desired);
        return wanted with { Scripts = [Restore(wanted, HooksOf(wanted), cut)], IsRepair = true };
    }

    /// <param name="missing">The hooks that are not there: each has to be there once.</param>
    public Script Restore(IptablesRuleset wanted, HooksView missing, Cut cut) => Restore(
        wanted.Graph.Family, "restore", new FullRender(wanted.Graph, wanted.Frame, wanted.State, _limits, wanted.Signature, missing).Pieces(), cut);

    /// <summary>What a graph amounts to in the kernel, without a way to get there.</summary>
    public IptablesRuleset Describe(FamilyGraph graph)
    {
        PortRules all = PortRules.Of(graph.Ports, FrameOf(graph, 0));
        DispatchState state = DispatchState.Empty.With(all.Entries);
        Frame frame = FrameOf(graph, all.EndpointCount);
        return new IptablesRuleset(graph, [], frame, state, all.EndpointCount, Signature.Of(graph, frame, state, _limits), IsRepair: false);
    }

    /// <summary>All hooks and signatures.</summary>
    public static HooksView HooksOf(IptablesRuleset wanted) => new([.. Tables
        .Select(table => new HookTable(
            table,
            [.. Hooks.For(wanted.Frame).Where(hook => hook.Table == table)],
            SignatureIn(wanted, table),
            IsGuardChainNew: table == "filter" && wanted.Frame.GuardsLoopback,
            HasGuard: table == "filter" && wanted.Frame.GuardsLoopback))]);

    /// <summary>Ends with code 1 unless everything is as it should be. Writes nothing.</summary>
    public Script Check(IptablesRuleset wanted) =>
        new(Program(wanted.Graph.Family), Arguments, "check", templates.Check.Bind(HooksOf(wanted)));

    public Script Tidy(IpFamily family, TidyView view) => new(Program(family), Arguments, "tidy", templates.Tidy.Bind(view)) { IsOptional = true };

    /// <summary>The names of all chains of one table that exist once for each of something.</summary>
    public IReadOnlySet<string> ChainsOf(IptablesRuleset ruleset, string table)
    {
        IEnumerable<string> branches = DispatchRoot.In(table)
            .SelectMany(root => new DispatchLayout(root, ruleset.State[root], ruleset.Frame, _limits).Branches).Select(chain => chain.Name);
        IEnumerable<string> services = table == "nat"
            ? ruleset.Graph.Ports.SelectMany(port => ServiceChains.Of(port, ruleset.Frame)).Select(chain => chain.Name)
            : [];
        return branches.Concat(services).ToHashSet();
    }

    /// <summary>Under its plain name: which variant that is, the backend decides.</summary>
    public static string Program(IpFamily family) => family == IpFamily.IPv4 ? "iptables-restore" : "ip6tables-restore";

    private static string SignatureIn(IptablesRuleset wanted, string table) => table switch
    {
        "nat" => wanted.Signature.Nat,
        "filter" => wanted.Signature.Filter,
        _ => Signature.Mangle,
    };

    private Frame FrameOf(FamilyGraph graph, int endpointCount) => Frame.Of(graph.Family, graph.Node, endpointCount, options.Value);

    private Script Restore(IpFamily family, string purpose, IEnumerable<PieceView> pieces, Cut cut) =>
        new(Program(family), Arguments, purpose, templates.Restore.Bind(RestoreView.Of(Program(family), pieces, cut)));
}
