using System.Net;
using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Backends.Ipvs.Scripts;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

/// <summary>Turns graphs into changes, and changes into scripts for ip, ipset, ipvsadm and iptables-restore. Pure.</summary>
internal sealed class IpvsRenderer(IpvsTemplates templates, IOptions<IpvsOptions> options)
{
    private static readonly EquatableArray<string> IpArguments = ["-batch", "-"];
    private static readonly EquatableArray<string> SetArguments = ["restore", "-exist"];
    private static readonly EquatableArray<string> ServerArguments = ["--restore"];
    private static readonly EquatableArray<string> RuleArguments = ["--noflush", "--counters", "-w", "5"];

    private readonly Balancing _default = Balancing.Named(options.Value.Scheduler);

    /// <param name="host">As it is known now; when it differs from that of <paramref name="applied"/>, everything is rendered.</param>
    public IpvsRuleset Render(FamilyGraph desired, IpvsRuleset? applied, HostAddresses host)
    {
        if (applied is null || applied.Host != host || applied.Frame != IpvsFrame.Of(desired, options.Value))
            return RenderRepair(desired, host);
        PortChange[] changes = [.. FamilyGraph.Changes(applied.Graph, desired)];
        NodeRules node = applied.Graph.Node;
        if (node.NodePortAddresses != desired.Node.NodePortAddresses)
            return RenderRepair(desired, host);
        Content gone = Content.Of(changes.Select(change => change.Old).OfType<ServicePort>(), node, host, _default);
        Content come = Content.Of(changes.Select(change => change.New).OfType<ServicePort>(), node, host, _default);
        SharedUses uses = applied.Uses.With(gone, come);
        IpvsChange change = StateDifference.Between(gone, come, applied.Uses, uses);
        return applied with { Graph = desired, Scripts = ScriptsOf(change, applied.Frame, RuleChains.Hooks), Change = change, Uses = uses };
    }

    public IpvsRuleset RenderRepair(FamilyGraph desired, HostAddresses host)
    {
        Desired all = Describe(desired, host);
        IpvsChange change = StateDifference.FromNothing(all.Content);
        return RulesetOf(all) with { Scripts = ScriptsOf(change, all.Frame, RuleChains.Hooks) };
    }

    public Desired Describe(FamilyGraph graph, HostAddresses host) =>
        new(graph, IpvsFrame.Of(graph, options.Value), host, Content.Of(graph.Ports, graph.Node, host, _default));

    /// <summary>Without scripts.</summary>
    public static IpvsRuleset RulesetOf(Desired all) => new(all.Graph, [], null, all.Frame, all.Host, SharedUses.Of(all.Content));

    /// <summary>What one service port amounts to.</summary>
    public PortContent Describe(ServicePort port, NodeRules node, HostAddresses host) => PortContent.Of(port, node, host, _default);

    /// <param name="hooks">Those that are missing.</param>
    public IReadOnlyList<Script> ScriptsOf(IpvsChange change, IpvsFrame frame, IReadOnlyList<IptablesHook> hooks) => [.. Steps(change, frame, hooks).OfType<Script>()];

    /// <summary>All rules, without hooks.</summary>
    public IScriptText RulesText(IpvsFrame frame) => templates.Rules.Bind(RulesOf(frame, []));

    public Script Destroy(IReadOnlyList<string> sets) => new("ipset", SetArguments, "destroy", templates.Sets.Bind(new SetsView([], [], sets)));

    public Script Unbind(IReadOnlyList<IPAddress> addresses, IpFamily family) =>
        new("ip", IpArguments, "unbind", templates.Addresses.Bind(AddressesView.Of([], addresses, family)));

    public Script RemoveLink(IpFamily family) => new("ip", IpArguments, "remove link", templates.Addresses.Bind(AddressesView.GoneLink(family)));

    public Script? Servers(string purpose, IReadOnlyList<ServerEdit> edits) =>
        edits.Count == 0 ? null : new Script("ipvsadm", ServerArguments, purpose, templates.Servers.Bind(ServersView.Of(edits)));

    public Script Tidy(IpFamily family, TidyView view) => new(Program(family), RuleArguments, "tidy", templates.Tidy.Bind(view));

    /// <summary>Under its plain name: which variant that is, the backend decides.</summary>
    private static string Program(IpFamily family) => family == IpFamily.IPv4 ? "iptables-restore" : "ip6tables-restore";

    private IEnumerable<Script?> Steps(IpvsChange change, IpvsFrame frame, IReadOnlyList<IptablesHook> hooks)
    {
        IpFamily family = frame.Family;
        Script? rules = change.HasRules ? new Script(Program(family), RuleArguments, "rules", templates.Rules.Bind(RulesOf(frame, hooks))) : null;
        yield return change.IsLinkNew ? new Script("ip", IpArguments, "link", templates.Addresses.Bind(AddressesView.NewLink(family))) : null;
        yield return change.NewSets.Count == 0 ? null : new Script("ipset", SetArguments, "sets", templates.Sets.Bind(SetsView.Of(change.NewSets, family)));
        yield return change.RulesComeLast ? null : rules;
        yield return Members("fill", change.Filled, family);
        bool isAtOnce = change.Opened.Count == 0;
        yield return isAtOnce ? null : Servers("announce", change.Announced);
        yield return Members("open", change.Opened, family);
        yield return Servers("serve", isAtOnce ? [.. change.Announced, .. change.Served] : change.Served);
        yield return change.Bound.Count + change.Unbound.Count == 0 ? null
            : new Script("ip", IpArguments, "bind", templates.Addresses.Bind(AddressesView.Of(change.Bound, change.Unbound, family)));
        yield return change.RulesComeLast ? rules : null;
        yield return Members("close", change.Closed, family);
        yield return Servers("withdraw", change.Withdrawn);
        yield return Members("clear", change.Cleared, family);
    }

    private Script? Members(string purpose, IReadOnlyList<SetEdit> edits, IpFamily family) =>
        edits.Count == 0 ? null : new Script("ipset", SetArguments, purpose, templates.Sets.Bind(SetsView.Of(edits, family)));

    private static RulesView RulesOf(IpvsFrame frame, IReadOnlyList<IptablesHook> hooks) => new(
        Program(frame.Family), frame.Family == IpFamily.IPv4 ? "127.0.0.0/8" : "::1/128", frame, new SetNames(frame.Family), frame.Signature,
        In("mangle", hooks), In("filter", hooks), In("nat", hooks));

    private static IReadOnlyList<IptablesHook> In(string table, IEnumerable<IptablesHook> hooks) => [.. hooks.Where(hook => hook.Table == table)];
}
