using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>
/// Decides which endpoints of one service port take part, for each traffic policy
/// (https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies).
/// </summary>
/// <param name="all">Each ip:port once, in order.</param>
internal sealed class EndpointChooser(List<PortEndpoint> all, NodeFacts node)
{
    /// <summary>For policy Cluster: the ready ones that topology hints leave, or else whatever still serves while it terminates.</summary>
    public EndpointPool Cluster => field ??= ClusterPool();

    /// <summary>For policy Local: the same of this node only, whatever the hints say. Falls back independently of the other.</summary>
    public EndpointPool Local => field ??= LocalPool();

    /// <summary>Some endpoint somewhere could be used, if perhaps not from here.</summary>
    public bool HasAny => all.Exists(endpoint => endpoint.IsReady || endpoint.IsServingTerminating);

    /// <summary>Those that an existing flow may stay with, whatever the policies say.</summary>
    public EquatableArray<Endpoint> Serving =>
        all.Where(endpoint => endpoint.IsReady || endpoint.Source.IsServing).Select(endpoint => endpoint.WithWeight(1)).ToEquatableArray();

    public IEnumerable<PortEndpoint> LocalReady => all.Where(endpoint => endpoint.IsLocal && endpoint.IsReady);

    private EndpointPool ClusterPool()
    {
        List<PortEndpoint> ready = all.FindAll(endpoint => endpoint.IsReady);
        return Weights.ToPool(ready.Count > 0 ? TopologyFilter.Apply(ready, node) : all.FindAll(endpoint => endpoint.IsServingTerminating));
    }

    private EndpointPool LocalPool()
    {
        List<PortEndpoint> local = all.FindAll(endpoint => endpoint.IsLocal);
        List<PortEndpoint> ready = local.FindAll(endpoint => endpoint.IsReady);
        EndpointPool pool = Weights.ToPool(ready.Count > 0 ? ready : local.FindAll(endpoint => endpoint.IsServingTerminating));
        return pool.Equals(Cluster) ? Cluster : pool;
    }
}
