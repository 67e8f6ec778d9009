using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>Takes from a draft the frontends that somebody else has the better claim to.</summary>
internal sealed class ClaimResolver(FrontendClaims claims)
{
    /// <param name="old">Equal ports keep its references.</param>
    public BuiltService Resolve(ServiceDraft draft, BuiltService old)
    {
        var warnings = new List<GraphWarning>();
        EquatableArray<ServicePort> ports = draft.Ports.Select(port => Resolve(port, warnings)).ToEquatableArray();
        EquatableArray<GraphWarning> all = warnings.Count == 0 ? draft.Warnings : draft.Warnings.Concat(warnings).ToEquatableArray();
        return new BuiltService(draft, ports.Keeping(old.Ports), all == old.Warnings ? old.Warnings : all);
    }

    private ServicePort Resolve(ServicePort port, List<GraphWarning> warnings)
    {
        List<Frontend> won = port.Frontends.Where(frontend => Wins(port.Name, frontend, warnings)).ToList();
        return won.Count == port.Frontends.Count ? port : (port with { Frontends = won.ToEquatableArray() }).Sealed();
    }

    private bool Wins(ServicePortName port, Frontend frontend, List<GraphWarning> warnings)
    {
        FrontendClaim winner = claims.Winner(frontend);
        if (winner == new FrontendClaim(frontend.Kind, port))
            return true;

        string message = $"{FrontendKey.Of(frontend)} already belongs to {winner.Port} as its {winner.Kind}; it is left out here";
        warnings.Add(new GraphWarning($"Service {port.Service}", Field(frontend.Kind), message));
        return false;
    }

    private static string Field(FrontendKind kind) => kind switch
    {
        FrontendKind.ClusterIP => "spec.clusterIPs",
        FrontendKind.ExternalIP => "spec.externalIPs",
        FrontendKind.LoadBalancerIP => "status.loadBalancer.ingress",
        FrontendKind.NodePort => "spec.ports.nodePort",
        _ => throw new InvalidOperationException($"Frontend kind {kind} is not known."),
    };
}
