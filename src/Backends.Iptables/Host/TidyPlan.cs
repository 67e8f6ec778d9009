using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Host;

/// <summary>What of the saved rules has to go. Pure.</summary>
internal static class TidyPlan
{
    private static readonly string[] FixedChains =
    [
        ChainName.Services, ChainName.ExternalServices, ChainName.NodePorts, ChainName.Postrouting, ChainName.Forward, ChainName.ProxyFirewall,
        ChainName.MarkMasquerade, ChainName.Canary, ChainName.State,
    ];

    /// <summary>Chains of services, endpoints and prefixes that nobody knows any more.</summary>
    /// <param name="wanted">By table.</param>
    public static TidyView Leftovers(SavedRules saved, Func<string, IReadOnlySet<string>> wanted, Cut cut) => new([.. saved.Tables.SelectMany(table =>
    {
        IReadOnlySet<string> known = wanted(table);
        return Removal(table, [], saved[table].Chains.Where(chain => ChainName.IsPerObject(chain) && !known.Contains(chain)), cut);
    })]);

    /// <summary>
    /// Everything of ours: the hooks by their exact words, the chains by name. What the kubelet shares with us stays, and what the ipvs mode
    /// has under the same names, when that is at work.
    /// </summary>
    public static TidyView Everything(SavedRules saved, Cut cut)
    {
        bool isIpvs = saved["nat"].StateComment?.StartsWith(KubeChains.IpvsState, StringComparison.Ordinal) == true;
        return new TidyView([.. saved.Tables.SelectMany(table => Removal(
            table,
            [.. Hooks.All.Where(hook => hook.Table == table && !(isIpvs && IsOfIpvs(hook))).SelectMany(hook => saved[table].RulesOf(hook))],
            saved[table].Chains.Where(chain => ChainName.IsPerObject(chain) || (FixedChains.Contains(chain) && !(isIpvs && IsOfIpvs(table, chain)))),
            cut))]);
    }

    private static bool IsOfIpvs(string table, string chain) => (table, chain) switch
    {
        (_, ChainName.Canary or ChainName.State) => true,
        ("nat", ChainName.Services or ChainName.Postrouting or ChainName.MarkMasquerade) => true,
        ("filter", ChainName.Forward or ChainName.ProxyFirewall) => true,
        _ => false,
    };

    /// <summary>The hooks of the firewall differ in their words.</summary>
    private static bool IsOfIpvs(IptablesHook hook) => IsOfIpvs(hook.Table, hook.Target) && hook.Target != ChainName.ProxyFirewall;

    /// <param name="emptied">Chains that lose their rules but stay.</param>
    public static IEnumerable<TidyTable> Removal(string table, IReadOnlyList<string> rules, IEnumerable<string> chains, Cut cut, IReadOnlyList<string>? emptied = null)
    {
        // The chain that tells our rules from kube-proxy's goes last, so that a removal that was interrupted can be taken up again.
        string[] sorted = [.. chains.OrderBy(chain => chain == ChainName.State).ThenBy(chain => chain, StringComparer.Ordinal)];
        emptied ??= [];
        if (rules.Count + sorted.Length + emptied.Count == 0)
            return [];
        if (sorted.Length <= cut.ChainsInCommit)
            return [new TidyTable(table, rules, [.. emptied, .. sorted], sorted)];
        return new[] { new TidyTable(table, rules, emptied, []) }
            .Concat(sorted.Chunk(cut.ChainsInCommit).Select(piece => new TidyTable(table, [], piece, [])))
            .Concat(sorted.Chunk(cut.ChainsInCommit).Select(piece => new TidyTable(table, [], [], piece)));
    }
}
