using Proxier.Backends.Ipvs.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Whether the fixed rules are as we wrote them: by what our state chains say, and by the number of rules in each chain.</summary>
internal static class RuleCheck
{
    private static readonly string[] Tables = ["mangle", "filter", "nat"];

    /// <param name="rules">What we write, without hooks.</param>
    public static bool AreRight(SavedRules saved, IpvsFrame frame, IScriptText rules)
    {
        SavedRules wanted = Read(rules);
        return Tables.All(table => saved[table].StateComment == frame.Signature && wanted[table].Chains.All(chain => IsSame(chain, saved[table], wanted[table])))
            && MissingHooks(saved).Count == 0;
    }

    public static IReadOnlyList<IptablesHook> MissingHooks(SavedRules saved) => [.. RuleChains.Hooks.Where(hook => !saved[hook.Table].Has(hook.Words))];

    private static bool IsSame(string chain, SavedTable saved, SavedTable wanted) =>
        saved.Chains.Contains(chain) && saved.RuleCounts.GetValueOrDefault(chain) == wanted.RuleCounts.GetValueOrDefault(chain);

    private static SavedRules Read(IScriptText rules)
    {
        var read = new SavedRules();
        foreach (string line in rules.Lines())
            read.Add(line);
        return read;
    }
}
