using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Who may connect to a load balancer address (<c>spec.loadBalancerSourceRanges</c>).</summary>
internal static class SourceRanges
{
    /// <summary>
    /// Null: everybody, also when all ranges are of the other family: each family has its own, as with kube-proxy. A node that is allowed reaches the address from the address itself, because the kernel takes a local
    /// destination for the source.
    /// </summary>
    public static EquatableArray<IPNetwork>? For(IPAddress loadBalancerIP, EquatableArray<IPNetwork> ranges, IPAddress? nodeAddress)
    {
        IpFamily family = loadBalancerIP.Family();
        List<IPNetwork> allowed = ranges.Where(range => range.Family() == family).ToList();
        if (allowed.Count == 0 || allowed.Any(range => range.PrefixLength == 0))
            return null;

        if (nodeAddress is not null && allowed.Any(range => range.Contains(nodeAddress)))
            allowed.Add(loadBalancerIP.ToNetwork());
        return allowed.Outermost();
    }
}
