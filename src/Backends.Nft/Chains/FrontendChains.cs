using System.Globalization;
using System.Net;
using Proxier.Backends.Nft.Balancing;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft.Chains;

/// <summary>
/// Chooses the chains for the frontends of one service port. Pools that need state of their own (affinity, turns) get a chain each;
/// all others share one with every service that has as many slots.
/// </summary>
internal sealed class FrontendChains(IpFamily family, ServicePort port)
{
    private readonly List<NftChain> _chains = [];
    private IReadOnlyDictionary<(IPAddress Address, ushort Port), ClassId>? _numbers;

    /// <summary>All chains chosen so far, each once.</summary>
    public IEnumerable<NftChain> Chains => _chains.DistinctBy(chain => chain.Name);

    /// <summary>The map that remembers clients; null without affinity.</summary>
    public string? AffinityMap { get; private set; }

    private string Service => field ??= NftComment.From(port.Name.ToString());

    private string Protocol { get; } = NftNames.Word(port.Name.Protocol);

    /// <summary>The name of the chain that a frontend's element goes to.</summary>
    public string EntryFor(Frontend frontend)
    {
        if (frontend.ShortCircuitPool is { IsEmpty: false } shortCircuitPool)
            return Add(LocalFor(frontend, shortCircuitPool));
        string target = TargetFor(frontend, frontend.Pool, new Lookup(frontend.Address is null, IsShortCircuit: false));
        return frontend.Masquerade == Masquerade.Always ? Add(new MasqueradeChain(target)) : target;
    }

    /// <summary>The chain that balances over one pool of a frontend.</summary>
    public string TargetFor(Frontend frontend, EndpointPool pool, Lookup lookup)
    {
        Slots slots = Slots.Of(pool, frontend.Scheduler);
        if (frontend.AffinityTimeout is { } timeout)
            return Add(Sticky(slots, pool, timeout));
        return Add(slots.Draw == Draw.RoundRobin ? RoundRobin(slots) : PickChain.For(family, lookup, slots.Draw, slots.Count));
    }

    /// <summary>Whether the frontend's slots are in the maps of slots, and not in a chain of its own.</summary>
    public static bool HasSharedSlots(Frontend frontend) => frontend.AffinityTimeout is null && frontend.Scheduler != Scheduler.RoundRobin;

    private LocalChain LocalFor(Frontend frontend, EndpointPool shortCircuitPool)
    {
        var lookup = new Lookup(frontend.Address is null, IsShortCircuit: false);
        string? target = frontend.Pool.IsEmpty ? null : TargetFor(frontend, frontend.Pool, lookup);
        if (HasSharedSlots(frontend))
        {
            string name = target ?? $"{lookup.ChainPrefix}{Slots.Of(frontend.Pool, frontend.Scheduler).Draw.Name}-0";
            Lookup around = lookup with { IsShortCircuit = true };
            return new LocalChain($"local-{name}", $"{around.Words(NftNames.Word(family))} vmap @{around.VerdictMap}", target);
        }

        string detour = TargetFor(frontend, shortCircuitPool, lookup);
        return new LocalChain($"local-{Id}-{ContentHash.Of($"{detour} {target}")}", $"goto {detour}", target);
    }

    private StickyChain Sticky(Slots slots, EndpointPool pool, TimeSpan timeout)
    {
        _numbers ??= EndpointNumbers.Assign(AllEndpoints());
        AffinityMap = NftNames.AffinityPrefix + Id;
        var chain = new StickyChain(
            "", Service, Protocol, AffinityMap, (long)timeout.TotalSeconds, slots.Draw.Expression(NftNames.Word(family), slots.Count),
            [.. slots.Endpoints.Select((endpoint, slot) => new StickySlot(slot, NumberOf(endpoint)))],
            [.. pool.Endpoints.Select(endpoint => new NumberedEndpoint<string>(NumberOf(endpoint), endpoint.Address, endpoint.Port))]);
        string content = string.Create(
            CultureInfo.InvariantCulture,
            $"{chain.TimeoutSeconds} {chain.Draw} {string.Join(',', chain.Slots.Select(slot => slot.Endpoint))} {string.Join(',', chain.Endpoints)}");
        return chain with { Name = $"sticky-{Id}-{ContentHash.Of(content)}" };
    }

    private RoundRobinChain RoundRobin(Slots slots)
    {
        var numbered = slots.Endpoints.Select((endpoint, slot) => new NumberedEndpoint<int>(slot, endpoint.Address, endpoint.Port)).ToList();
        string name = $"turn-{Id}-{ContentHash.Of(string.Join(',', numbered))}";
        return new RoundRobinChain(name, Service, Protocol, slots.Draw.Expression(NftNames.Word(family), slots.Count), numbered);
    }

    /// <summary>Names what belongs to this service port alone.</summary>
    private string Id => field ??= ContentHash.Of($"{port.Name} {Protocol}");

    private string NumberOf(Endpoint endpoint) => _numbers![(endpoint.Address, endpoint.Port)].ToString(); // Sticky assigned all of them

    private IEnumerable<Endpoint> AllEndpoints() => port.Frontends
        .SelectMany(frontend => frontend.Pool.Endpoints.Concat(frontend.ShortCircuitPool?.Endpoints ?? []))
        .DistinctBy(endpoint => (endpoint.Address, endpoint.Port))
        .OrderBy(endpoint => endpoint.Address.ToString(), StringComparer.Ordinal).ThenBy(endpoint => endpoint.Port);

    private string Add(NftChain chain)
    {
        _chains.Add(chain);
        return chain.Name;
    }
}
