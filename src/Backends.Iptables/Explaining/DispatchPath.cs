using Proxier.Backends.Iptables.Dispatch;

namespace Proxier.Backends.Iptables.Explaining;

/// <summary>From a root chain to the rule of one frontend, whether the chains are a list or a tree.</summary>
internal sealed class DispatchPath(IptablesRuleset rules, DispatchLimits limits)
{
    /// <summary>Chains with nothing but the rules that lead there.</summary>
    public IReadOnlyList<DispatchChain> To(PlacedEntry entry)
    {
        var words = new DispatchRules(entry.Root, rules.Frame);
        List<DispatchChain> path = [.. Below(entry.Root, [.. words.Of(entry.Entry)])];
        if (entry.Root == DispatchRoot.NatNodePorts)
            path.Insert(0, new DispatchChain(ChainName.Services, [.. new DispatchRules(DispatchRoot.NatServices, rules.Frame).Tail]));
        return path;
    }

    private Stack<DispatchChain> Below(DispatchRoot root, HashSet<DispatchRule> wanted)
    {
        var layout = new DispatchLayout(root, rules.State[root], rules.Frame, limits);
        DispatchChain[] chains = [.. layout.Branches, layout.Root];
        var path = new Stack<DispatchChain>();
        while (chains.FirstOrDefault(chain => chain.Rules.Any(wanted.Contains)) is { } found)
        {
            path.Push(found with { Rules = [.. found.Rules.Where(wanted.Contains)] });
            wanted = [.. chains.SelectMany(chain => chain.Rules).Where(rule => rule.Target == found.Name)];
        }

        return path;
    }
}
