using System.Net;

namespace Proxier.Core.Graph;

public static class NodePortAddressSelection
{
    /// <summary>Those of the host's addresses that answer node ports.</summary>
    public static IEnumerable<IPAddress> Of(this NodePortAddresses wanted, IEnumerable<IPAddress> local) => wanted switch
    {
        NodePortAddresses.All all => local.Where(address => all.WithLoopback || !IPAddress.IsLoopback(address)),
        NodePortAddresses.InRanges some => local.Where(address => some.Ranges.Any(range => range.Contains(address))),
        _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "There is no such choice of node-port addresses."),
    };
}
