using System.Net;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Explaining;

/// <summary>What a packet for one frontend meets.</summary>
/// <param name="content">Of that frontend alone, and of the endpoints that meet themselves.</param>
internal sealed class PacketPath(PacketVerdict verdict, PortContent content, FrameRules rules, KernelObjects objects)
{
    private static readonly IpSet[] DropSets = [IpSet.DropCluster, IpSet.DropExternal];
    private static readonly IpSet[] SourceSets = [IpSet.LoadBalancerSourceIP, IpSet.LoadBalancerSourceCidr, IpSet.LoadBalancerFirewall];

    /// <summary>Who may come, where that is limited. This node's own packets never meet the filter table before they are translated.</summary>
    public IEnumerable<KernelObject> Guard()
    {
        if (verdict.Frontend?.AllowedSources is null)
            return [];
        IEnumerable<KernelObject> chain = verdict.Origin.IsNode
            ? rules.Of("mangle", RuleChains.OwnSources)
            : rules.Of("filter", KubeChains.ProxyFirewall).Concat(rules.Of("filter", RuleChains.SourceRanges));
        return [.. Members(SourceSets), .. chain];
    }

    public IEnumerable<KernelObject> Drop() => [.. Members(DropSets), .. rules.Naming("mangle", RuleChains.Drop, Used(DropSets))];

    /// <summary>A port that the address does not have.</summary>
    public IEnumerable<KernelObject> Refusal() => [.. Address(), .. Members([IpSet.IpvsIPs]), .. rules.Naming("filter", RuleChains.Filter, [IpSet.IpvsIPs])];

    public IEnumerable<KernelObject> Servers() => [.. Address(), .. content.Servers.SelectMany(objects.Of)];

    public IEnumerable<KernelObject> Forward() => [.. Marks(), .. Guard(), .. Servers(), .. Postrouting()];

    private IEnumerable<KernelObject> Address() =>
        content.Entries.Where(entry => entry.Set == IpSet.IpvsIPs).Select(entry => entry.Address).OfType<IPAddress>().Select(KernelObjects.Of);

    /// <summary>By which it is known whether the source is to be rewritten.</summary>
    private IEnumerable<KernelObject> Marks()
    {
        IpSet[] sets = [.. content.Entries.Select(entry => entry.Set).Where(set => set != IpSet.IpvsIPs && set != IpSet.LoopBack).Except(SourceSets).Except(DropSets).Distinct()];
        foreach (KernelObject member in Members(sets))
            yield return member;
        foreach (KernelObject rule in rules.Naming("nat", KubeChains.Services, sets))
            yield return rule;
        string? chain = verdict.Frontend?.Kind switch
        {
            FrontendKind.NodePort => RuleChains.NodePort,
            FrontendKind.LoadBalancerIP => RuleChains.LoadBalancer,
            _ => null,
        };
        if (chain is null)
            yield break;
        if (chain == RuleChains.NodePort)
        {
            foreach (KernelObject rule in rules.Between("nat", KubeChains.Services, chain))
                yield return rule;
        }

        foreach (KernelObject rule in rules.Naming("nat", chain, sets).Concat(rules.WithoutSets("nat", chain)))
            yield return rule;
    }

    private IEnumerable<KernelObject> Postrouting()
    {
        bool meetsItself = verdict.Candidates.Any(candidate => candidate.Source == SourceRewrite.Hairpin);
        bool isMarked = verdict.Candidates.Any(candidate => candidate.Source != SourceRewrite.Hairpin && candidate.Source.IsMasqueraded());
        return
        [
            .. isMarked ? rules.Of("nat", KubeChains.MarkMasquerade) : [],
            .. meetsItself ? Members([IpSet.LoopBack]).Concat(rules.Naming("nat", KubeChains.Postrouting, [IpSet.LoopBack])) : [],
            .. isMarked ? rules.WithoutSets("nat", KubeChains.Postrouting) : [],
        ];
    }

    private IEnumerable<KernelObject> Members(IpSet[] sets) => content.Entries.Where(entry => sets.Contains(entry.Set)).OrderBy(entry => entry.Set.Order).Select(objects.Of);

    private IEnumerable<IpSet> Used(IpSet[] sets) => content.Entries.Select(entry => entry.Set).Where(sets.Contains).Distinct();
}
