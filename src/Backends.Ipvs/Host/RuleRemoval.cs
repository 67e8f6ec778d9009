using Proxier.Backends.Ipvs.Rules;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Which rules go when the ipvs mode goes. Pure.</summary>
internal static class RuleRemoval
{
    private static readonly string[] Tables = ["mangle", "filter", "nat"];

    /// <summary>
    /// The chains that the iptables mode has too go only if they are still those of the ipvs mode: another mode of ours has signed them, or
    /// kube-proxy in iptables mode has chains of services beside them.
    /// </summary>
    public static TidyView Of(SavedRules saved)
    {
        bool hasOwn = Tables.Any(table => OwnIn(saved, table).Any());
        bool hasShared = SharedRules.AreOurs(saved) || (hasOwn && saved["nat"].StateComment is null && !saved["nat"].Chains.Any(IsOfOneService));
        return new TidyView([.. Tables.SelectMany(table => Removal(saved, table, hasShared))]);
    }

    private static IEnumerable<TidyTable> Removal(SavedRules saved, string table, bool hasShared)
    {
        SavedTable rules = saved[table];
        string[] chains = [.. OwnIn(saved, table), .. hasShared ? RuleChains.Shared[table].Where(rules.Chains.Contains) : []];
        string[] hooks = [.. RuleChains.Hooks.Append(RuleChains.OutHook)
            .Where(hook => hook.Table == table && (chains.Contains(hook.Target) || RuleChains.IsOwn(hook)))
            .SelectMany(rules.RulesOf)];
        return hooks.Length + chains.Length == 0 ? [] : [new TidyTable(table, hooks, chains, chains)];
    }

    private static IEnumerable<string> OwnIn(SavedRules saved, string table) => RuleChains.Own[table].Where(saved[table].Chains.Contains);

    private static bool IsOfOneService(string chain) => chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal) || chain.StartsWith("KUBE-SEP-", StringComparison.Ordinal);
}
