namespace Proxier.Backends.Nft;

/// <summary>The names in <c>nft --terse list table</c>: cheap at any size, because no elements are read.</summary>
internal sealed record TableListing(IReadOnlySet<string> Chains, IReadOnlySet<string> Maps)
{
    public static TableListing Parse(string listing)
    {
        HashSet<string> chains = [], maps = [];
        foreach (string line in listing.Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var word, var name, "{"])
                (word.Trim() switch { "chain" => chains, "map" => maps, _ => null })?.Add(name);
        }

        return new TableListing(chains, maps);
    }

    /// <summary>Whether the table says it is in exactly this state and has every chain that belongs to it.</summary>
    public bool Holds(NftRuleset wanted) =>
        Chains.Where(IsApplied).SequenceEqual([wanted.AppliedChain]) && Chains.IsSupersetOf(NftNames.FixedChains) && Chains.IsSupersetOf(wanted.Shared.Chains.Items);

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
