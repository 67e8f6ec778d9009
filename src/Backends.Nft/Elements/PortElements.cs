using Proxier.Backends.Nft.Balancing;
using Proxier.Backends.Nft.Chains;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Elements;

/// <summary>Everything that one service port puts into the table. A pure function of the port.</summary>
internal sealed class PortElements
{
    private readonly List<(MapKey Key, VerdictElement Element)> _verdicts = [];
    private readonly List<(MapKey Key, Slots Slots)> _slots = [];
    private readonly List<SetElement> _setElements = [];
    private readonly FrontendChains _chains;

    private PortElements(IpFamily family, ServicePort port)
    {
        Port = port;
        _chains = new FrontendChains(family, port);
        foreach (Frontend frontend in port.Frontends)
            AddFrontend(frontend);
    }

    public ServicePort Port { get; }

    public IReadOnlyList<(MapKey Key, VerdictElement Element)> Verdicts => _verdicts;

    public IReadOnlyList<(MapKey Key, Slots Slots)> Slots => _slots;

    /// <summary>Source range entries: owned by this port alone.</summary>
    public IReadOnlyList<SetElement> SetElements => _setElements;

    public IEnumerable<NftChain> Chains => _chains.Chains;

    public string? AffinityMap => _chains.AffinityMap;

    /// <summary>Elements that other service ports may need as well.</summary>
    public IEnumerable<SetElement> SharedElements => Port.Frontends
        .Where(frontend => frontend.Kind == FrontendKind.ClusterIP)
        .Select(frontend => new SetElement(NftNames.ClusterIPs, $"{frontend.Address}"))
        .Concat(Port.LocalEndpoints.Select(endpoint => new SetElement(NftNames.Hairpins, $"{endpoint.Address} . {endpoint.Address}")))
        .Distinct();

    public static PortElements Of(IpFamily family, ServicePort port) => new(family, port);

    private void AddFrontend(Frontend frontend)
    {
        FrontendKey key = FrontendKey.Of(frontend);
        var lookup = new Lookup(key.IsNodePort, IsShortCircuit: false);
        AddSources(frontend, key);
        if (frontend.Pool.IsEmpty)
            AddVerdict(lookup.NoEndpointMap, key, frontend.OnEmpty == EmptyAction.Drop ? "drop" : "goto refuse");
        if (frontend.Pool.IsEmpty && frontend.ShortCircuitPool is null or { IsEmpty: true })
            return;
        AddVerdict(lookup.VerdictMap, key, $"goto {_chains.EntryFor(frontend)}");
        if (!FrontendChains.HasSharedSlots(frontend))
            return;
        AddSlots(lookup, key, frontend.Pool, frontend.Scheduler);
        if (frontend.ShortCircuitPool is { IsEmpty: false } pool)
        {
            Lookup around = lookup with { IsShortCircuit = true };
            AddVerdict(around.VerdictMap, key, $"goto {_chains.TargetFor(frontend, pool, around)}");
            AddSlots(around, key, pool, frontend.Scheduler);
        }
    }

    private void AddSources(Frontend frontend, FrontendKey key)
    {
        if (frontend.AllowedSources is not { } sources)
            return;
        _setElements.Add(new SetElement(NftNames.Firewalled, key.ToString()));
        _setElements.AddRange(sources.Select(source => new SetElement(NftNames.AllowedSources, $"{key} . {source}")));
    }

    private void AddVerdict(string map, FrontendKey key, string verdict) =>
        _verdicts.Add((new MapKey(map, key), new VerdictElement(key, NftComment.From(Port.Name.ToString()), verdict)));

    private void AddSlots(Lookup lookup, FrontendKey key, EndpointPool pool, Scheduler scheduler) =>
        _slots.Add((new MapKey(lookup.SlotMap, key), Balancing.Slots.Of(pool, scheduler)));
}
