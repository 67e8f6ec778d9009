using System.Text.RegularExpressions;
using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>What our table of one family holds, in a form that is equal for equal tables.</summary>
public static partial class TableText
{
    /// <summary>
    /// Chains, sets and maps with all that is in them, in order. The kernel has no order of its own, and what clients left in affinity
    /// maps is no part of it.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(NetworkNamespace at, IpFamily family) =>
        Normalise(await at.RunAsync("nft", "list", "table", family == IpFamily.IPv4 ? "ip" : "ip6", "proxier"));

    internal static IReadOnlyList<string> Normalise(string listing) =>
        [.. Blocks.Split(listing).Skip(1).Select(block => InnermostList.Replace(WithoutClients(block), Sorted)).Order(StringComparer.Ordinal)];

    private static string WithoutClients(string block) =>
        (block.StartsWith("map affinity-", StringComparison.Ordinal) ? block.Split("elements = ")[0] : block).TrimEnd('\n', '}', '\t');

    private static string Sorted(Match list) =>
        $"{{{string.Join(',', list.Groups[1].Value.Split(',').Select(element => element.Trim()).Order(StringComparer.Ordinal))}}}";

    [GeneratedRegex(@"^\t(?=(?:set|map|chain) \S+ \{)", RegexOptions.Multiline)]
    private static partial Regex Blocks { get; }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex InnermostList { get; }
}
