using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables.Explaining;

/// <summary>Names the rules that decide about a packet, in the words of our own templates.</summary>
internal sealed class IptablesExplainer(IptablesRenderer renderer, IptablesTemplates templates, IOptions<IptablesOptions> options) : IBackendExplainer
{
    public PacketHabits Habits { get; } = new() { MasqueradesRemoteHairpins = true, SharesSourceRanges = true };

    public IReadOnlyList<KernelObject> ObjectsOf(FamilyGraph graph, PacketVerdict verdict)
    {
        IptablesRuleset rules = renderer.Describe(graph);
        var words = new RuleTexts(templates, graph.Family);
        if (verdict.Cause == Cause.ForeignLoopback)
            return rules.Frame.GuardsLoopback ? words.Guard() : [];
        if (verdict is not { Owner: { } owner, Frontend: { } frontend } || verdict.Fate == Fate.Untouched)
            return [];
        PlacedEntry[] entries = [.. PortEntries.Of(owner).Where(entry => IsOf(entry, frontend))];
        return [.. entries.SelectMany(entry => Dispatch(entry, rules, words, verdict)), .. Masquerade(rules, words, verdict)];
    }

    private IEnumerable<KernelObject> Dispatch(PlacedEntry entry, IptablesRuleset rules, RuleTexts words, PacketVerdict verdict)
    {
        if (!Decides(entry, verdict))
            return [];
        var path = new DispatchPath(rules, new DispatchLimits(options.Value.Dispatch, options.Value.TreeThreshold));
        return [.. words.Of(entry.Root.Table, path.To(entry)), .. entry.Root.Table == "nat" ? Services(rules, words, verdict) : []];
    }

    /// <summary>The filter table has a say only where nothing was translated.</summary>
    private static bool Decides(PlacedEntry entry, PacketVerdict verdict) => entry.Entry.Kind switch
    {
        DispatchKind.SourceNotAllowed => verdict.Cause == Cause.SourceNotAllowed,
        DispatchKind.NoEndpoints or DispatchKind.NoLocalEndpoints => verdict.Cause is Cause.NoEndpoints or Cause.NoLocalEndpoints,
        _ => true,
    };

    private static IEnumerable<KernelObject> Services(IptablesRuleset rules, RuleTexts words, PacketVerdict verdict)
    {
        HashSet<string> reached = [.. Reached(verdict.Owner!.Name, verdict.Frontend!, verdict)]; // asked before
        ILookup<bool, ServiceChain> chains = ServiceChains.Of(verdict.Owner, rules.Frame).Where(chain => reached.Contains(chain.Name)).ToLookup(chain => chain is EndpointChain);
        // Whoever jumps comes first here: the way of the packet.
        return chains[false].Reverse().Concat(chains[true]).SelectMany(chain => words.Of([chain]));
    }

    private static IEnumerable<string> Reached(ServicePortName owner, Frontend frontend, PacketVerdict verdict)
    {
        if (frontend.AllowedSources is not null)
            yield return ChainName.SourceFirewall(owner);
        if (frontend.Kind != FrontendKind.ClusterIP && verdict.Cause != Cause.SourceNotAllowed)
            yield return ChainName.External(owner);
        if (verdict.Fate == Fate.Forwarded)
            yield return verdict.TakesShortCircuit || !frontend.HasLocalPool ? ChainName.ClusterPool(owner) : ChainName.LocalPool(owner);
        foreach (Candidate candidate in verdict.Candidates)
            yield return ChainName.EndpointOf(owner, candidate.Endpoint);
    }

    private static IEnumerable<KernelObject> Masquerade(IptablesRuleset rules, RuleTexts words, PacketVerdict verdict) =>
        verdict.Candidates.Any(candidate => candidate.Source.IsMasqueraded()) ? words.Masquerade(rules.Frame) : [];

    private static bool IsOf(PlacedEntry entry, Frontend frontend) =>
        entry.Entry.Kind != DispatchKind.HealthCheck && entry.Entry.Key == DispatchKey.Of(frontend.Address, frontend.Protocol, frontend.Port);
}
