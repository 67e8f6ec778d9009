using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Works out the rules of one family that depend on the node and the options alone.</summary>
internal sealed class NodeRulesBuilder(ClusterState state, GraphOptions options, IpFamily family)
{
    private readonly List<GraphWarning> _warnings = [];

    public EquatableArray<GraphWarning> Warnings => _warnings.ToEquatableArray();

    public NodeRules Build()
    {
        EquatableArray<IPAddress> addresses = NodeAddresses();
        var rules = new NodeRules
        {
            PodSource = PodSource(),
            NodePortAddresses = NodePortAddresses(addresses),
            ServiceRanges = ServiceRanges(),
            NodeAddresses = addresses,
            MasqueradeMark = options.MasqueradeMark,
        };
        return rules with { Digest = ContentDigest.Of(rules) };
    }

    public NodeFacts Facts(NodeRules rules)
    {
        Masquerade masquerade = options.MasqueradeAll ? Masquerade.Always
            : rules.PodSource is null ? Masquerade.Never
            : Masquerade.FromOutsideTheCluster;
        return new NodeFacts(options.NodeName, state.Node?.Zone, rules.NodeAddresses.IsEmpty ? null : rules.NodeAddresses[0], masquerade);
    }

    private EquatableArray<IPAddress> NodeAddresses()
    {
        IEnumerable<IPAddress> addresses = state.Node?.Addresses ?? [];
        if (options.PrimaryAddress is not null)
            addresses = addresses.Prepend(options.PrimaryAddress);
        return addresses.Where(address => address.Family() == family).Distinct().ToEquatableArray();
    }

    private EquatableArray<IPNetwork> ServiceRanges() =>
        state.ServiceCidrs.SelectMany(cidr => cidr.Ranges).Concat(options.ServiceCidrs).Where(range => range.Family() == family).Outermost();

    private PodSource? PodSource() => options.DetectLocalMode switch
    {
        DetectLocalMode.ClusterCIDR => RangeOf(options.ClusterCidrs),
        DetectLocalMode.NodeCIDR => NodeRange(),
        DetectLocalMode.BridgeInterface => new PodSource.Interface(options.InterfaceName),
        DetectLocalMode.InterfaceNamePrefix => new PodSource.InterfacePrefix(options.InterfaceName),
        _ => throw new InvalidOperationException($"Detect-local mode {options.DetectLocalMode} is not known."),
    };

    private PodSource.Range? NodeRange()
    {
        EquatableArray<IPNetwork> ranges = state.Node?.PodCidrs ?? [];
        if (ranges.IsEmpty)
            _warnings.Add(GraphWarning.About(state.Node, "spec.podCIDRs", "is empty, so pods cannot be told from others until it is set"));
        return RangeOf(ranges);
    }

    /// <summary>The first of the family, and no other.</summary>
    private PodSource.Range? RangeOf(EquatableArray<IPNetwork> ranges)
    {
        foreach (IPNetwork range in ranges)
        {
            if (range.Family() == family)
                return new PodSource.Range(range);
        }

        return null;
    }

    private NodePortAddresses NodePortAddresses(EquatableArray<IPAddress> nodeAddresses)
    {
        if (options.NodePortAddresses.Primary && state.Node is null && options.PrimaryAddress is null)
        {
            _warnings.Add(GraphWarning.About(state.Node, "status.addresses", "is not known, so node ports answer on all addresses instead of the primary one"));
            return new NodePortAddresses.All(WithLoopback: false);
        }

        NodePortAddresses chosen = new NodePortAddressChooser(options, family).Choose(nodeAddresses);
        if (chosen is NodePortAddresses.InRanges list && list.Ranges.Any(range => range.Contains(IPAddress.IPv6Loopback)))
            _warnings.Add(new GraphWarning("Options", "nodeport-addresses", "holds ::1, which the kernel cannot translate; node ports answer there only if the backend listens itself"));
        return chosen;
    }
}
