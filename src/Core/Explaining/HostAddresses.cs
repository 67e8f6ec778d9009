using System.Net;
using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>The addresses of this node: those of its interfaces as far as they are known, those of its Node object, and loopback.</summary>
/// <param name="interfaces">Of the graph's family; empty when nobody looked.</param>
public sealed class HostAddresses(NodeRules node, IReadOnlyCollection<IPAddress> interfaces)
{
    /// <summary>Without loopback; the primary one first.</summary>
    public IReadOnlyList<IPAddress> All { get; } = [.. node.NodeAddresses.Concat(interfaces).Where(address => !IPAddress.IsLoopback(address)).Distinct()];

    public bool Contains(IPAddress address) => IPAddress.IsLoopback(address) || All.Contains(address);

    /// <summary>::1 never does: the kernel has no route_localnet for IPv6.</summary>
    public bool AnswersNodePorts(IPAddress address) =>
        Contains(address) && !address.Equals(IPAddress.IPv6Loopback) && node.NodePortAddresses.Of([address]).Any();
}
