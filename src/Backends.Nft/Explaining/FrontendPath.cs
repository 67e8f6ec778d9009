using Proxier.Backends.Nft.Balancing;
using Proxier.Backends.Nft.Chains;
using Proxier.Backends.Nft.Elements;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Explaining;

/// <summary>The way of a packet through the parts of the table that belong to one frontend.</summary>
internal sealed class FrontendPath(TableWords table, ServicePort owner, Frontend frontend)
{
    /// <summary>Above this many slots only the first of each endpoint is shown: a table of maglev has thousands.</summary>
    private const int MostSlots = 64;

    private readonly PortElements _elements = PortElements.Of(table.Family, owner);
    private readonly FrontendKey _key = FrontendKey.Of(frontend);

    public IEnumerable<KernelObject> Guard()
    {
        IEnumerable<SetElement> own = _elements.SetElements.Where(element => element.Text == _key.ToString() || element.Text.StartsWith($"{_key} . ", StringComparison.Ordinal));
        return [.. table.Elements(own.Select(ElementChange.Add)), .. table.FixedChains("firewall")];
    }

    public IEnumerable<KernelObject> Refusal() => VerdictIn(new Lookup(_key.IsNodePort, IsShortCircuit: false).NoEndpointMap);

    public IEnumerable<KernelObject> Forward(PacketVerdict verdict)
    {
        var lookup = new Lookup(_key.IsNodePort, IsShortCircuit: false);
        SourceRewrite[] rewrites = [.. verdict.Candidates.Select(candidate => candidate.Source).Distinct()];
        List<KernelObject> objects = [];
        if (rewrites.Contains(SourceRewrite.FromOutsideTheCluster))
            objects.AddRange([.. table.SetElements(NftNames.ClusterIPs, [$"{frontend.Address}"]), .. table.ServicesRule($"@{NftNames.ClusterIPs}")]);
        objects.AddRange([.. table.ServicesRule($"@{lookup.VerdictMap}"), .. VerdictIn(lookup.VerdictMap)]);
        foreach (NftChain chain in Chain(EntryOf(lookup.VerdictMap), verdict.TakesShortCircuit))
            objects.AddRange(Of(chain, verdict.TakesShortCircuit));
        if (rewrites.Contains(SourceRewrite.Hairpin))
            objects.AddRange(table.SetElements(NftNames.Hairpins, [$"{verdict.Packet.Source} . {verdict.Packet.Source}"]));
        return rewrites.Any(rewrite => rewrite.IsMasqueraded()) ? objects.Concat(table.FixedChains("nat-postrouting")) : objects;
    }

    private IEnumerable<KernelObject> Of(NftChain chain, bool isDetour)
    {
        IEnumerable<KernelObject> text = table.ChainsOf([chain]);
        return chain switch
        {
            LocalChain when isDetour => text.Concat(VerdictIn(new Lookup(_key.IsNodePort, IsShortCircuit: true).VerdictMap)),
            PickChain pick => text.Concat(SlotsIn(pick.Map)),
            StickyChain sticky => text.Append(new KernelObject("map", $"map {sticky.Map}", "remembers clients and their endpoints: nft list map has them")),
            _ => text,
        };
    }

    /// <summary>From chain to chain, as the verdict goes.</summary>
    private IEnumerable<NftChain> Chain(string? name, bool isDetour)
    {
        while (_elements.Chains.FirstOrDefault(chain => chain.Name == name) is { } chain)
        {
            yield return chain;
            name = chain switch
            {
                MasqueradeChain masquerade => masquerade.Target,
                LocalChain local when !isDetour => local.Target,
                LocalChain local => local.ShortCircuit.StartsWith("goto ", StringComparison.Ordinal)
                    ? local.ShortCircuit["goto ".Length..]
                    : EntryOf(new Lookup(_key.IsNodePort, IsShortCircuit: true).VerdictMap),
                _ => null,
            };
        }
    }

    private string? EntryOf(string map) => VerdictsIn(map).Select(verdict => verdict.Verdict["goto ".Length..]).FirstOrDefault();

    private IEnumerable<KernelObject> VerdictIn(string map) => table.Elements(VerdictsIn(map).Select(verdict => ElementChange.Add(map, verdict)));

    private IEnumerable<VerdictElement> VerdictsIn(string map) => _elements.Verdicts.Where(verdict => verdict.Key == new MapKey(map, _key)).Select(verdict => verdict.Element);

    private IEnumerable<KernelObject> SlotsIn(string map) => table.Elements(
        _elements.Slots.Where(slots => slots.Key == new MapKey(map, _key)).SelectMany(slots => Shown(slots.Slots)).Select(slot => ElementChange.Add(map, slot)));

    private IEnumerable<SlotElement> Shown(Slots slots)
    {
        IEnumerable<SlotElement> all = slots.Endpoints.Select((endpoint, slot) => new SlotElement(_key, new ClassId((uint)slot), endpoint.Address, endpoint.Port));
        return slots.Count <= MostSlots ? all : all.DistinctBy(slot => (slot.Address, slot.Port));
    }
}
