using System.Net;
using Proxier.Backends.Nft.Elements;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft;

/// <summary>What the node's rules put into sets.</summary>
internal static class NodeElements
{
    public static IEnumerable<SetElement> Of(IpFamily family, NodeRules node)
    {
        IEnumerable<SetElement> ranges = node.ServiceRanges.Select(range => new SetElement(NftNames.ServiceRanges, range.ToString()));
        return node.NodePortAddresses is NodePortAddresses.InRanges accepting
            ? ranges.Concat(accepting.Ranges.Where(range => IsReachable(family, range)).Select(range => new SetElement(NftNames.NodePortIPs, range.ToString())))
            : ranges;
    }

    private static bool IsReachable(IpFamily family, IPNetwork range) => family == IpFamily.IPv4 || !range.Contains(IPAddress.IPv6Loopback);
}
