using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>The addresses of a Service in one family, each list in numerical order without repetition.</summary>
internal sealed record ServiceAddresses(IPAddress ClusterIP, IReadOnlyList<IPAddress> ExternalIPs, IReadOnlyList<IPAddress> LoadBalancerIPs)
{
    /// <summary>Null: the Service does not exist in this family, or is not for a proxy at all.</summary>
    public static ServiceAddresses? Of(Service service, IpFamily family)
    {
        if (service.Type == ServiceType.ExternalName)
            return null;

        foreach (IPAddress clusterIP in service.ClusterIPs)
        {
            if (clusterIP.Family() == family)
                return new ServiceAddresses(clusterIP, Distinct(service.ExternalIPs, family), Distinct(service.LoadBalancerIPs, family));
        }

        return null;
    }

    private static List<IPAddress> Distinct(EquatableArray<IPAddress> addresses, IpFamily family) => addresses.IsEmpty ? []
        : addresses.Where(address => address.Family() == family).Distinct().OrderBy(address => address.ToNumber()).ToList();
}
