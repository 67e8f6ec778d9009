using Proxier.Backends.Nft.Balancing;
using Proxier.Backends.Nft.Chains;
using Proxier.Backends.Nft.Elements;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft;

/// <summary>
/// The difference between two states of the table, in the order in which it has to happen. A packet in flight keeps the rules of its
/// start while each of its lookups sees the elements of now; so what a packet may still need goes after the switch, and what it may
/// meet early comes before.
/// </summary>
internal sealed class TableChange
{
    private readonly IReadOnlyList<PortElements> _old;
    private readonly IReadOnlyList<PortElements> _new;
    private readonly CountedSet<SetElement>.Step _shared;
    private readonly List<SlotPair> _slots;

    public TableChange(IReadOnlyList<PortElements> old, IReadOnlyList<PortElements> @new, SharedUse shared)
    {
        _old = old;
        _new = @new;
        _shared = shared.Elements.Change(old.SelectMany(port => port.SharedElements), @new.SelectMany(port => port.SharedElements));
        CountedSet<string>.Step chains = shared.Chains.Change(old.SelectMany(NamesOf), @new.SelectMany(NamesOf));
        CountedSet<string>.Step maps = shared.AffinityMaps.Change(old.SelectMany(MapsOf), @new.SelectMany(MapsOf));
        _slots = PairsOf(old, @new);
        Shared = new SharedUse(chains.Next, maps.Next, _shared.Next);
        NewChains = [.. Pick(@new, chains.Appeared).OrderBy(chain => chain.Name, NameOrder)];
        NewMaps = [.. maps.Appeared.Order(StringComparer.Ordinal)];
        UnusedChains = [.. Pick(old, chains.Vanished).OrderByDescending(chain => chain.Level).ThenBy(chain => chain.Name, NameOrder).Select(chain => chain.Name)];
        UnusedMaps = [.. maps.Vanished.Order(StringComparer.Ordinal)];
    }

    /// <summary>pick-2 before pick-10.</summary>
    private static StringComparer NameOrder { get; } = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering);

    public SharedUse Shared { get; }

    public IReadOnlyList<NftChain> NewChains { get; }

    public IReadOnlyList<string> NewMaps { get; }

    public IReadOnlyList<string> UnusedChains { get; }

    public IReadOnlyList<string> UnusedMaps { get; }

    /// <summary>Cluster IPs, hairpins and the slots that no number drawn today reaches.</summary>
    public IEnumerable<ElementChange> Prepare => Sorted(_shared.Appeared).Select(ElementChange.Add).Concat(SlotChanges(SlotStage.New));

    /// <summary>Everything that decides where new connections go. <paramref name="node"/> are changes of the node's own elements.</summary>
    public IEnumerable<ElementChange> Switch(IEnumerable<ElementChange> node) =>
        node.Concat(SetChanges()).Concat(SlotChanges(SlotStage.Changed)).Concat(VerdictChanges());

    public IEnumerable<ElementChange> Remove =>
        SlotChanges(SlotStage.Surplus).Concat(Sorted(_shared.Vanished).Select(element => ElementChange.Delete(element.Container, element.Text)));

    /// <summary>What has to be deleted and added to get from one set of elements to another; deletions first.</summary>
    public static IEnumerable<ElementChange> Between(IEnumerable<SetElement> old, IEnumerable<SetElement> @new)
    {
        HashSet<SetElement> before = [.. old], after = [.. @new];
        return before.Where(element => !after.Contains(element)).Select(element => ElementChange.Delete(element.Container, element.Text))
            .Concat(after.Where(element => !before.Contains(element)).Select(ElementChange.Add));
    }

    private enum SlotStage
    {
        New,
        Changed,
        Surplus,
    }

    private IEnumerable<ElementChange> SetChanges() =>
        Between(_old.SelectMany(port => port.SetElements), _new.SelectMany(port => port.SetElements));

    private IEnumerable<ElementChange> VerdictChanges()
    {
        Dictionary<MapKey, VerdictElement> before = _old.SelectMany(port => port.Verdicts).ToDictionary(verdict => verdict.Key, verdict => verdict.Element);
        foreach ((MapKey key, VerdictElement element) in _new.SelectMany(port => port.Verdicts))
        {
            ElementChange addition = ElementChange.Add(key.Container, element);
            if (!before.Remove(key, out VerdictElement old))
                yield return addition;
            else if (old != element)
                yield return addition.Replacing(key.Frontend.ToString());
        }

        foreach (MapKey key in before.Keys)
            yield return ElementChange.Delete(key.Container, key.Frontend.ToString());
    }

    private IEnumerable<ElementChange> SlotChanges(SlotStage stage) => _slots.SelectMany(pair => SlotChanges(stage, pair));

    private static IEnumerable<ElementChange> SlotChanges(SlotStage stage, SlotPair pair)
    {
        (MapKey key, Slots? before, Slots? after) = pair;
        int had = before?.Count ?? 0, has = after?.Count ?? 0;
        return stage switch
        {
            SlotStage.New => Range(had, has).Select(slot => ElementChange.Add(key.Container, Element(key, after!, slot))), // has > had
            SlotStage.Surplus => Range(has, had).Select(slot => ElementChange.Delete(key.Container, Element(key, before!, slot).Key)), // had > has
            _ => Range(0, Math.Min(had, has)).Where(slot => !LeadsToSame(before!.Endpoints[slot], after!.Endpoints[slot])).Select(slot =>
                ElementChange.Add(key.Container, Element(key, after!, slot)).Replacing(Element(key, before!, slot).Key)), // both have the slot
        };
    }

    private static List<SlotPair> PairsOf(IEnumerable<PortElements> old, IEnumerable<PortElements> @new)
    {
        Dictionary<MapKey, Slots> before = old.SelectMany(port => port.Slots).ToDictionary(slots => slots.Key, slots => slots.Slots);
        var pairs = new List<SlotPair>();
        foreach ((MapKey key, Slots slots) in @new.SelectMany(port => port.Slots))
        {
            before.Remove(key, out Slots? was);
            pairs.Add(new SlotPair(key, was, slots));
        }

        pairs.AddRange(before.Select(gone => new SlotPair(gone.Key, gone.Value, null)));
        return pairs;
    }

    private static bool LeadsToSame(Endpoint left, Endpoint right) => left.Port == right.Port && left.Address.Equals(right.Address);

    private static SlotElement Element(MapKey key, Slots slots, int slot) =>
        new(key.Frontend, new ClassId((uint)slot), slots.Endpoints[slot].Address, slots.Endpoints[slot].Port);

    private static IEnumerable<int> Range(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from));

    private static IEnumerable<SetElement> Sorted(IEnumerable<SetElement> elements) =>
        elements.OrderBy(element => element.Container, StringComparer.Ordinal).ThenBy(element => element.Text, StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(PortElements port) => port.Chains.Select(chain => chain.Name);

    private static IEnumerable<string> MapsOf(PortElements port) => port.AffinityMap is { } map ? [map] : [];

    private static IEnumerable<NftChain> Pick(IEnumerable<PortElements> ports, IReadOnlyList<string> names)
    {
        HashSet<string> wanted = [.. names];
        return ports.SelectMany(port => port.Chains).Where(chain => wanted.Remove(chain.Name));
    }

    /// <summary>The slots of one frontend before and after; at least one of both is there.</summary>
    private readonly record struct SlotPair(MapKey Key, Slots? Old, Slots? New);
}
