using System.Text.RegularExpressions;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>All rules of a namespace, in every engine, in a form that is equal for equal rules.</summary>
public static partial class HostRules
{
    /// <summary>
    /// One line for each table of nft, each chain and rule of both variants of iptables, and each set of ipset with its elements; without
    /// counters. An untouched built-in chain is no line: iptables-legacy cannot take back a table that it once used.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(NetworkNamespace at)
    {
        var lines = new List<string>();
        lines.AddRange((await at.RunAsync("nft", "list", "tables")).Split('\n').Where(line => line.Length > 0).Order(StringComparer.Ordinal));
        foreach (string program in (string[])["iptables-nft-save", "ip6tables-nft-save", "iptables-legacy-save", "ip6tables-legacy-save"])
            lines.AddRange(Rules(await at.RunAsync(program)).Select(line => $"{program} {line}"));
        lines.AddRange((await at.RunAsync("ipset", "save")).Split('\n').Where(line => line.Length > 0).Select(line => $"ipset {line}"));
        return lines;
    }

    /// <summary>Chains in order of name, because they are listed by history; the rules of one chain as they are.</summary>
    private static IEnumerable<string> Rules(string saved)
    {
        string table = "";
        return saved.Split('\n').Select(line =>
        {
            table = line.StartsWith('*') ? line : table;
            return line is [':' or '-', ..] && !line.Contains(" ACCEPT [", StringComparison.Ordinal) ? $"{table} {Counters.Replace(line, "")}" : "";
        }).Where(line => line.Length > 0).OrderBy(line => string.Join(' ', line.Split(' ').Take(3)), StringComparer.Ordinal);
    }

    [GeneratedRegex(@" ?\[\d+:\d+\]")]
    private static partial Regex Counters { get; }
}
