using System.Collections.Concurrent;
using Proxier.Backends.Nft.Balancing;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Chains;

/// <summary>Draws a slot and looks its endpoint up: one chain for every service with that many slots.</summary>
/// <param name="Draw">The expression that draws the number.</param>
/// <param name="Frontend">The words by which the packet's frontend is looked up.</param>
/// <param name="Map">The map of slots.</param>
internal sealed record PickChain(string Name, string Draw, string Frontend, string Map) : NftChain(Name)
{
    public override int Level => 0;

    /// <summary>There are as many as there are numbers of slots, and nearly every frontend needs one.</summary>
    private static readonly ConcurrentDictionary<(IpFamily Family, Lookup Lookup, string Draw, int Slots), PickChain> Known = new();

    public static PickChain For(IpFamily family, Lookup lookup, Draw draw, int slots) =>
        Known.GetOrAdd((family, lookup, draw.Name, slots), static (key, draw) => Create(key.Family, key.Lookup, draw, key.Slots), draw);

    private static PickChain Create(IpFamily family, Lookup lookup, Draw draw, int slots)
    {
        string word = NftNames.Word(family);
        return new PickChain($"{lookup.ChainPrefix}{draw.Name}-{slots}", draw.Expression(word, slots), lookup.Words(word), lookup.SlotMap);
    }
}
