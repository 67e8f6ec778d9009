using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>What the kernel holds in one family, ours and others'.</summary>
/// <param name="Bound">The addresses of kube-ipvs0.</param>
/// <param name="Host">Those of all other links.</param>
/// <param name="Sets">By name, of both families.</param>
internal sealed record Observed(
    IpFamily Family, bool HasLink, IReadOnlySet<IPAddress> Bound, HostAddresses Host, IReadOnlyDictionary<string, SavedSet> Sets,
    IReadOnlyDictionary<ServerKey, VirtualServer> Servers, SavedRules Rules)
{
    public bool Has(IpSet set) => Sets.TryGetValue(set.In(Family), out SavedSet? saved) && saved.Type == set.Type;

    public IEnumerable<SetEntry> Entries => IpSet.All.Where(Has).SelectMany(set => Sets[set.In(Family)].Members.Select(member => new SetEntry(set, member)));

    public bool Contains(IpSet set, string member) => Sets.TryGetValue(set.In(Family), out SavedSet? saved) && saved.Members.Contains(member);
}
