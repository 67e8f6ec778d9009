using Proxier.Backends.Nft.Chains;
using Proxier.Backends.Nft.Elements;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Scripts;

/// <summary>The model of every template that adds something. A script uses what it needs and leaves the rest empty.</summary>
internal sealed record ScriptView
{
    public ScriptView(IpFamily family, Frame words)
    {
        Family = NftNames.Word(family);
        AddressType = family == IpFamily.IPv4 ? "ipv4_addr" : "ipv6_addr";
        Words = words;
    }

    /// <summary>ip or ip6: the table's family, and the word in front of saddr and daddr.</summary>
    public string Family { get; }

    /// <summary>The type of an address in sets and maps.</summary>
    public string AddressType { get; }

    public Frame Words { get; }

    public bool HasFrame { get; init; }

    public IReadOnlyList<string> FlushedSets { get; init; } = [];

    public IReadOnlyList<string> FlushedMaps { get; init; } = [];

    public IReadOnlyList<string> AffinityMaps { get; init; } = [];

    public IReadOnlyList<PickChain> Picks { get; init; } = [];

    public IReadOnlyList<RoundRobinChain> RoundRobins { get; init; } = [];

    public IReadOnlyList<StickyChain> Stickies { get; init; } = [];

    public IReadOnlyList<MasqueradeChain> Masquerades { get; init; } = [];

    public IReadOnlyList<LocalChain> Locals { get; init; } = [];

    public IReadOnlyList<ElementGroup<string>> Deletions { get; init; } = [];

    public IReadOnlyList<ElementGroup<string>> SetElements { get; init; } = [];

    public IReadOnlyList<ElementGroup<SlotElement>> Slots { get; init; } = [];

    public IReadOnlyList<ElementGroup<VerdictElement>> Verdicts { get; init; } = [];

    /// <summary>The chain that said what the table held before; goes with the last script of a change.</summary>
    public string? Superseded { get; init; }

    /// <summary>The chain whose name says what the table holds; comes with the first script of a change. Beside another one it claims nothing.</summary>
    public string? Applied { get; init; }

    /// <summary>What the length of the text is in proportion to, besides the frame. Not for templates.</summary>
    internal int Size =>
        Deletions.Sum(group => group.Elements.Count) + SetElements.Sum(group => group.Elements.Count) + Slots.Sum(group => group.Elements.Count)
        + Verdicts.Sum(group => group.Elements.Count) + RoundRobins.Sum(chain => chain.Slots.Count) + Stickies.Sum(chain => chain.Slots.Count + (2 * chain.Endpoints.Count))
        + Picks.Count + Masquerades.Count + Locals.Count;

    public ScriptView WithChains(IEnumerable<string> affinityMaps, IReadOnlyList<NftChain> chains) => this with
    {
        AffinityMaps = [.. affinityMaps],
        Picks = [.. chains.OfType<PickChain>()],
        RoundRobins = [.. chains.OfType<RoundRobinChain>()],
        Stickies = [.. chains.OfType<StickyChain>()],
        Masquerades = [.. chains.OfType<MasqueradeChain>()],
        Locals = [.. chains.OfType<LocalChain>()],
    };

    public ScriptView WithElements(IEnumerable<ElementChange> changes)
    {
        var sorter = new ElementSorter();
        foreach (ElementChange change in changes)
            change.SortInto(sorter);
        return WithElements(sorter);
    }

    public ScriptView WithElements(ElementSorter sorter) => this with
    {
        Deletions = sorter.Deletions.Groups, SetElements = sorter.SetElements.Groups, Slots = sorter.Slots.Groups, Verdicts = sorter.Verdicts.Groups,
    };
}
