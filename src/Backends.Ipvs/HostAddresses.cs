using System.Net;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

/// <summary>The addresses of one family that links other than kube-ipvs0 carry, in numerical order.</summary>
internal sealed record HostAddresses(EquatableArray<IPAddress> Addresses)
{
    /// <summary>Before the host was asked: those that the Node object names.</summary>
    public static HostAddresses Of(NodeRules node) => new(node.NodeAddresses.OrderBy(address => address.ToNumber()).ToEquatableArray());

    /// <summary>Those with node ports. Never loopback, which IPVS cannot serve, and no address that means something on one link only.</summary>
    public IEnumerable<IPAddress> WithNodePorts(NodePortAddresses wanted) =>
        wanted.Of(Addresses).Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal);
}
