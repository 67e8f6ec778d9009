using System.Globalization;
using System.Net;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Chains;

/// <summary>All chains of one service port. A pure function of the port and the frame.</summary>
internal sealed class ServiceChains(ServicePort port, Frame frame)
{
    private readonly string _service = RuleComment.From(port.Name.ToString());
    private readonly string _protocol = RuleWords.Of(port.Name.Protocol);
    private readonly TimeSpan? _affinity = port.Frontends.Select(frontend => frontend.AffinityTimeout).FirstOrDefault();
    private readonly Frontend? _external = port.Frontends.FirstOrDefault(frontend => frontend.Kind != FrontendKind.ClusterIP);

    /// <summary>Targets of jumps come before whoever jumps.</summary>
    public static IReadOnlyList<ServiceChain> Of(ServicePort port, Frame frame) => new ServiceChains(port, frame).All();

    private List<ServiceChain> All()
    {
        EndpointPool cluster = Pool(frontend => frontend.HasLocalPool ? frontend.ShortCircuitPool : frontend.Pool);
        EndpointPool local = Pool(frontend => frontend.HasLocalPool ? frontend.Pool : null);
        List<ServiceChain> chains = [.. Endpoints(cluster, local)];
        if (!cluster.IsEmpty)
            chains.Add(Pick(ChainName.ClusterPool(port.Name), cluster, isLocal: false));
        if (!local.IsEmpty)
            chains.Add(Pick(ChainName.LocalPool(port.Name), local, isLocal: true));
        if (_external is { } external && (!external.Pool.IsEmpty || external.ShortCircuitPool is { IsEmpty: false }))
            chains.AddRange(Outside(external));
        return chains;
    }

    private EndpointPool Pool(Func<Frontend, EndpointPool?> choose) =>
        port.Frontends.Select(choose).FirstOrDefault(pool => pool is { IsEmpty: false }) ?? EndpointPool.Empty;

    private IEnumerable<EndpointChain> Endpoints(EndpointPool cluster, EndpointPool local) => cluster.Endpoints
        .Concat(local.Endpoints)
        .DistinctBy(endpoint => (endpoint.Address, endpoint.Port))
        .Select(endpoint => EndpointChain(ChainName.EndpointOf(port.Name, endpoint), endpoint));

    private EndpointChain EndpointChain(string name, Endpoint endpoint) => new(
        name, frame.HasEndpointComments ? _service : null, endpoint.Address, RuleWords.Of(endpoint), _protocol, _affinity is null ? null : name);

    private PickChain Pick(string name, EndpointPool pool, bool isLocal)
    {
        IEnumerable<ReturnRule> returns = _affinity is { } timeout ? pool.Endpoints.Select(endpoint => Return(endpoint, timeout)) : [];
        return new PickChain(name, MasqueradeFor(isLocal), returns.ToEquatableArray(), Picks(pool).ToEquatableArray());
    }

    private ReturnRule Return(Endpoint endpoint, TimeSpan timeout) =>
        new(CommentOn(endpoint), ChainName.EndpointOf(port.Name, endpoint), (long)timeout.TotalSeconds);

    private ClusterMasquerade? MasqueradeFor(bool isLocal)
    {
        Frontend? frontend = port.Frontends.FirstOrDefault(frontend => frontend.Kind == FrontendKind.ClusterIP && frontend.HasLocalPool == isLocal);
        if (frontend is not { Address: { } address } || frontend.Masquerade == Masquerade.Never)
            return null;
        string? unless = frontend.Masquerade == Masquerade.FromOutsideTheCluster ? frame.NotFromPod : null;
        return new ClusterMasquerade(RuleComment.From($"{port.Name} cluster IP"), _protocol, address.ToString(), frontend.Port, unless);
    }

    /// <summary>
    /// Each rule takes its weight's share of what the ones before it left. Taking turns needs equal weights; otherwise chance it is.
    /// </summary>
    private IEnumerable<PickRule> Picks(EndpointPool pool)
    {
        bool takesTurns = port.Frontends.Any(frontend => frontend.Scheduler == Scheduler.RoundRobin)
            && pool.Endpoints.All(endpoint => endpoint.Weight == pool.Endpoints[0].Weight);
        int left = pool.Endpoints.Sum(endpoint => endpoint.Weight);
        for (int i = 0; i < pool.Endpoints.Count; i++)
        {
            Endpoint endpoint = pool.Endpoints[i];
            bool isLast = i == pool.Endpoints.Count - 1;
            yield return new PickRule(
                CommentOn(endpoint),
                isLast || takesTurns ? null : ((double)endpoint.Weight / left).ToString("F10", CultureInfo.InvariantCulture),
                isLast || !takesTurns ? null : pool.Endpoints.Count - i,
                ChainName.EndpointOf(port.Name, endpoint));
            left -= endpoint.Weight;
        }
    }

    private IEnumerable<ServiceChain> Outside(Frontend external)
    {
        string name = ChainName.External(port.Name);
        string? shortCircuit = external.ShortCircuitPool is { IsEmpty: false } ? ChainName.ClusterPool(port.Name) : null;
        string? target = external.Pool.IsEmpty ? null : external.HasLocalPool ? ChainName.LocalPool(port.Name) : ChainName.ClusterPool(port.Name);
        bool isMasqueraded = external.Masquerade == Masquerade.Always;
        yield return new ExternalChain(name, _service, isMasqueraded, shortCircuit is null ? null : frame.FromPod, shortCircuit, target);
        if (AllowedSources() is { } sources)
            yield return new FirewallChain(ChainName.SourceFirewall(port.Name), _service, sources, name);
    }

    /// <summary>One list for all load balancer addresses of the port: they differ only in allowing themselves.</summary>
    private EquatableArray<IPNetwork>? AllowedSources()
    {
        List<EquatableArray<IPNetwork>> lists = [.. port.Frontends.Select(frontend => frontend.AllowedSources).OfType<EquatableArray<IPNetwork>>()];
        return lists.Count == 0 ? null : lists.SelectMany(list => list).Distinct().ToEquatableArray();
    }

    private string? CommentOn(Endpoint endpoint) => frame.HasEndpointComments ? RuleComment.From($"{port.Name} -> {RuleWords.Of(endpoint)}") : null;
}
