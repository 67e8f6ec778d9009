using Proxier.Backends.Iptables.Host;
using Proxier.Core;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Takeover;

/// <summary>What of one table goes, and what stays and why. Pure.</summary>
/// <param name="Rules">The ways in that go.</param>
/// <param name="Gone">Chains that go.</param>
/// <param name="Emptied">Chains that others lead to: they lose their rules only.</param>
/// <param name="Kept">Chains that stay as they are.</param>
internal sealed record LeftoverPlan(
    string Table, IReadOnlyList<string> Rules, IReadOnlyList<string> Gone, IReadOnlyList<string> Emptied, IReadOnlyList<KeptChain> Kept)
{
    public bool IsEmpty => Rules.Count + Gone.Count + Emptied.Count == 0;

    /// <param name="mode">What we work in.</param>
    public static IReadOnlyList<LeftoverPlan> Of(LeftRules saved, string mode) =>
        [.. saved.Tables.Select(table => Of(table, chain => !IsInUse(saved, mode, ProxyChains.ModeOf(table.Name, chain))))];

    public IEnumerable<TidyTable> Removal(Cut cut) => TidyPlan.Removal(Table, Rules, Gone, cut, Emptied);

    private static LeftoverPlan Of(LeftTable table, Func<string, bool> isLeft)
    {
        string[] left = [.. table.Chains.Where(isLeft)];
        Dictionary<string, string> kept = [], emptied = [];
        foreach (WayIn way in table.Ways.Where(way => !way.IsHook))
            (way.Target == ChainName.MarkMasquerade ? kept : emptied).TryAdd(way.Target, $"the rule '{way.Rule}' leads to it");
        if (table.HasKubeletMarks)
            kept[ChainName.MarkMasquerade] = kept[ChainName.Postrouting] = "the kubelet of this node uses it too";
        return new LeftoverPlan(
            table.Name,
            [.. table.Ways.Where(way => way.IsHook && left.Contains(way.Target) && !kept.ContainsKey(way.Target)).Select(way => way.Rule)],
            [.. left.Where(chain => !kept.ContainsKey(chain) && !emptied.ContainsKey(chain))],
            [.. left.Where(chain => !kept.ContainsKey(chain) && emptied.ContainsKey(chain))],
            [.. left.Where(kept.ContainsKey).Select(chain => new KeptChain(chain, kept[chain])), .. left.Where(emptied.ContainsKey).Select(chain => new KeptChain(chain, $"{emptied[chain]}; it is emptied"))]);
    }

    /// <summary>
    /// Where our own sign is, chains of the mode that we work in are ours. Those of the mode userspace carry none; kube-proxy has not made any
    /// since 1.26.
    /// </summary>
    private static bool IsInUse(LeftRules saved, string mode, string? owner) => mode switch
    {
        ProxyModeWords.Iptables or ProxyModeWords.Ipvs => saved.AreOurs && (owner == mode || owner == ProxyChains.Shared),
        ProxyModeWords.Userspace => owner == mode,
        _ => false,
    };
}

/// <param name="Because">Why it is not removed.</param>
internal readonly record struct KeptChain(string Chain, string Because);
