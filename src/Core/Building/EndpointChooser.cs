using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>
/// Decides which endpoints of one service port take part, for each traffic policy
/// (https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies).
/// </summary>
/// <param name="all">Each ip:port once, in order.</param>
internal sealed class EndpointChooser(IReadOnlyList<PortEndpoint> all, NodeFacts node)
{
    /// <summary>For policy Cluster: the ready ones that topology hints leave, or else whatever still serves while it terminates.</summary>
    public EndpointPool Cluster => field ??= ReadyOrTerminating(all, ready => TopologyFilter.Apply(ready, node));

    /// <summary>For policy Local: the same of this node only, whatever the hints say. Falls back independently of the other.</summary>
    public EndpointPool Local => field ??= LocalPool();

    /// <summary>Some endpoint somewhere could be used, if perhaps not from here.</summary>
    public bool HasAny => all.Any(endpoint => endpoint.IsReady || endpoint.IsServingTerminating);

    /// <summary>Those that an existing flow may stay with, whatever the policies say.</summary>
    public EquatableArray<Endpoint> Serving =>
        all.Where(endpoint => endpoint.IsReady || endpoint.Source.IsServing).Select(endpoint => endpoint.WithWeight(1)).ToEquatableArray();

    public IEnumerable<PortEndpoint> LocalReady => all.Where(endpoint => endpoint.IsLocal && endpoint.IsReady);

    private EndpointPool LocalPool()
    {
        EndpointPool pool = ReadyOrTerminating(all.Where(endpoint => endpoint.IsLocal), ready => ready);
        return pool.Equals(Cluster) ? Cluster : pool;
    }

    private static EndpointPool ReadyOrTerminating(IEnumerable<PortEndpoint> endpoints, Func<IReadOnlyList<PortEndpoint>, IReadOnlyList<PortEndpoint>> filter)
    {
        List<PortEndpoint> ready = endpoints.Where(endpoint => endpoint.IsReady).ToList();
        return Weights.ToPool(ready.Count > 0 ? filter(ready) : endpoints.Where(endpoint => endpoint.IsServingTerminating).ToList());
    }
}
