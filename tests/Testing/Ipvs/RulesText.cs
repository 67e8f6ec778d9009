using Proxier.Testing.Iptables;

namespace Proxier.Testing.Ipvs;

/// <summary>What iptables-save prints.</summary>
internal static class RulesText
{
    private static readonly string[] Tables = ["mangle", "filter", "nat"];

    public static string Save(RestoreKernel rules) => string.Concat(Tables.Select(table => $"*{table}\n{Chains(rules[table])}COMMIT\n"));

    private static string Chains(RestoreTable table) =>
        string.Concat(table.Chains.Select(chain => $":{chain} {(chain.StartsWith("KUBE-", StringComparison.Ordinal) ? "-" : "ACCEPT")} [0:0]\n"))
        + string.Concat(table.Chains.SelectMany(chain => table.Rules(chain)!.Select(rule => $"-A {chain} {rule}\n"))); // it lists only chains that exist
}
