using Proxier.Backends.Nft.Elements;

namespace Proxier.Backends.Nft;

/// <summary>What service ports share, with the number of users of each: chains and affinity maps by name, elements as they are.</summary>
internal sealed record SharedUse(CountedSet<string> Chains, CountedSet<string> AffinityMaps, CountedSet<SetElement> Elements)
{
    public static SharedUse Nothing { get; } = new(CountedSet<string>.Empty, CountedSet<string>.Empty, CountedSet<SetElement>.Empty);
}
