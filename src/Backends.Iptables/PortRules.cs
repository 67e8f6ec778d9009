using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables;

/// <summary>Everything that some service ports amount to.</summary>
internal sealed record PortRules(IReadOnlyList<ServiceChain> Chains, IReadOnlyList<PlacedEntry> Entries)
{
    public int EndpointCount => Chains.Count(chain => chain is EndpointChain);

    public static PortRules Of(IEnumerable<ServicePort> ports, Frame frame)
    {
        List<ServiceChain> chains = [];
        List<PlacedEntry> entries = [];
        foreach (ServicePort port in ports)
        {
            chains.AddRange(ServiceChains.Of(port, frame));
            entries.AddRange(PortEntries.Of(port));
        }

        return new PortRules(chains, entries);
    }
}
