using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>Takes from a draft the frontends that somebody else has the better claim to.</summary>
internal sealed class ClaimResolver(FrontendClaims claims)
{
    /// <param name="old">Equal ports keep its references.</param>
    public BuiltService Resolve(ServiceDraft draft, BuiltService old)
    {
        if (HasEverything(draft))
            return new BuiltService(draft, draft.Ports.Keeping(old.Ports), draft.Warnings);

        var warnings = new List<GraphWarning>();
        EquatableArray<ServicePort> ports = draft.Ports.Select(port => Resolve(port, warnings)).ToEquatableArray();
        return new BuiltService(draft, ports.Keeping(old.Ports), draft.Warnings.Concat(warnings).ToEquatableArray());
    }

    private bool HasEverything(ServiceDraft draft)
    {
        foreach (ServicePort port in draft.Ports)
        {
            foreach (Frontend frontend in port.Frontends)
            {
                if (!Wins(port.Name, frontend))
                    return false;
            }
        }

        return true;
    }

    private ServicePort Resolve(ServicePort port, List<GraphWarning> warnings)
    {
        ILookup<bool, Frontend> frontends = port.Frontends.ToLookup(frontend => Wins(port.Name, frontend));
        warnings.AddRange(frontends[false].Select(lost => Warning(port.Name, lost)));
        return frontends.Contains(false) ? (port with { Frontends = frontends[true].ToEquatableArray() }).Sealed() : port;
    }

    private bool Wins(ServicePortName port, Frontend frontend) => claims.Winner(frontend) == new FrontendClaim(frontend.Kind, port);

    private GraphWarning Warning(ServicePortName port, Frontend lost)
    {
        FrontendClaim winner = claims.Winner(lost);
        return new GraphWarning(
            $"Service {port.Service}", Field(lost.Kind), $"{FrontendKey.Of(lost)} already belongs to {winner.Port} as its {winner.Kind}; it is left out here");
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
