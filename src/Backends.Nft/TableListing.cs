using Proxier.Core.Graph;

namespace Proxier.Backends.Nft;

/// <summary>
/// The names of chains and maps in our table. From <c>nft list chains</c> and <c>nft --terse list maps</c>, which take 10 ms at any size;
/// <c>nft --terse list table</c> of nft 1.0.6 reads every element all the same: 6 s and 655 MiB at 300,000.
/// </summary>
internal sealed record TableListing(IReadOnlySet<string> Chains, IReadOnlySet<string> Maps)
{
    /// <summary>Null when there is no such table.</summary>
    /// <param name="family">ip or ip6.</param>
    /// <param name="chains">What <c>nft list chains FAMILY</c> printed, of all tables.</param>
    /// <param name="maps">What <c>nft --terse list maps FAMILY</c> printed, of all tables.</param>
    public static TableListing? Parse(string family, string chains, string maps) =>
        NamesIn(family, "chain", chains) is { } names ? new TableListing(names, NamesIn(family, "map", maps) ?? []) : null;

    private static HashSet<string>? NamesIn(string family, string kind, string listing)
    {
        HashSet<string>? names = null;
        bool isOurs = false;
        foreach (string line in listing.Split('\n'))
        {
            if (line.StartsWith("table ", StringComparison.Ordinal))
                isOurs = line == $"table {family} {NftNames.Table} {{";
            if (!isOurs)
                continue;
            names ??= [];
            if (line.Split(' ') is [var word, var name, "{"] && word.TrimStart('\t') == kind)
                names.Add(name);
        }

        return names;
    }

    /// <summary>Whether the table says that it is in exactly this state.</summary>
    public bool Claims(FamilyGraph graph) => Chains.Where(IsApplied).SequenceEqual([NftRuleset.AppliedChainOf(graph)]);

    /// <summary>Whether it says so, and has every chain that belongs to it.</summary>
    public bool Holds(NftRuleset wanted) =>
        Claims(wanted.Graph) && Chains.IsSupersetOf(NftNames.FixedChains) && Chains.IsSupersetOf(wanted.Shared.Chains.Items);

    /// <summary>What of ours is there that <paramref name="wanted"/> does not know.</summary>
    public Leftovers LeftoversBeside(NftRuleset wanted)
    {
        HashSet<string> known = [.. NftNames.FixedChains, .. wanted.Shared.Chains.Items, wanted.AppliedChain];
        HashSet<string> knownMaps = [.. NftNames.Maps, .. wanted.Shared.AffinityMaps.Items];
        return new Leftovers(
            [.. Chains.Where(chain => !known.Contains(chain)).Order(StringComparer.Ordinal)], [.. Maps.Where(map => !knownMaps.Contains(map)).Order(StringComparer.Ordinal)]);
    }

    private static bool IsApplied(string chain) => chain.StartsWith(NftNames.AppliedPrefix, StringComparison.Ordinal);

    internal sealed record Leftovers(IReadOnlyList<string> Chains, IReadOnlyList<string> Maps)
    {
        public bool IsEmpty => Chains.Count + Maps.Count == 0;
    }
}
