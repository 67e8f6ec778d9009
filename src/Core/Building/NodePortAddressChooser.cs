using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Turns <c>--nodeport-addresses</c> into what one family needs.</summary>
internal sealed class NodePortAddressChooser(GraphOptions options, IpFamily family)
{
    private static readonly IPNetwork IPv4Loopback = new(new IPAddress([127, 0, 0, 0]), 8);
    private static readonly IPNetwork IPv6Loopback = new(IPAddress.IPv6Loopback, 128);

    /// <param name="nodeAddresses">Of this family, the primary one first.</param>
    public NodePortAddresses Choose(EquatableArray<IPAddress> nodeAddresses)
    {
        NodePortAddressList list = options.NodePortAddresses;
        List<IPNetwork> ranges = list.Ranges.Where(range => range.Family() == family).ToList();
        bool isForOtherFamily = ranges.Count == 0 && !list.Primary && !list.Localhost;
        if (list.All || isForOtherFamily || ranges.Any(range => range.PrefixLength == 0))
            return new NodePortAddresses.All(WithLoopback: options.LocalhostNodePorts && family == IpFamily.IPv4);

        if (list.Primary && !nodeAddresses.IsEmpty)
            ranges.Add(nodeAddresses[0].ToNetwork());
        if (list.Localhost)
            ranges.Add(family == IpFamily.IPv4 ? IPv4Loopback : IPv6Loopback);
        return new NodePortAddresses.InRanges(ranges.Outermost());
    }
}
