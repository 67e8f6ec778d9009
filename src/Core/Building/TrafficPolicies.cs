using Proxier.Core.Objects;

namespace Proxier.Core.Building;

internal static class TrafficPolicies
{
    /// <summary><c>externalTrafficPolicy: Local</c>, which counts only for a Service that can be reached from outside.</summary>
    public static bool IsExternallyLocal(this Service service) =>
        service.ExternalTrafficPolicy == TrafficPolicy.Local
        && (service.Type is ServiceType.NodePort or ServiceType.LoadBalancer || !service.ExternalIPs.IsEmpty);
}
