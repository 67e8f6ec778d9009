using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>The addresses of a Service in one family, each list in numerical order without repetition.</summary>
internal sealed record ServiceAddresses(IPAddress ClusterIP, IReadOnlyList<IPAddress> ExternalIPs, IReadOnlyList<IPAddress> LoadBalancerIPs)
{
    /// <summary>Null: the Service does not exist in this family, or is not for a proxy at all.</summary>
    public static ServiceAddresses? Of(Service service, IpFamily family)
    {
        IPAddress? clusterIP = service.ClusterIPs.FirstOrDefault(address => address.Family() == family);
        return clusterIP is null || service.Type == ServiceType.ExternalName
            ? null
            : new ServiceAddresses(clusterIP, Distinct(service.ExternalIPs, family), Distinct(service.LoadBalancerIPs, family));
    }

    private static List<IPAddress> Distinct(EquatableArray<IPAddress> addresses, IpFamily family) =>
        addresses.Where(address => address.Family() == family).Distinct().OrderBy(address => address.ToNumber()).ToList();
}
