using System.Net;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Changes;

/// <summary>Changes between states that are known.</summary>
internal static class StateDifference
{
    /// <summary>What some service ports become, in the midst of others that stay.</summary>
    /// <param name="before">What all ports want of the shared sets before; after: afterwards.</param>
    public static IpvsChange Between(Content gone, Content come, SharedUses before, SharedUses after)
    {
        SetEntry[] added = [.. come.Entries.Keys.Where(entry => entry.Set.IsShared ? !before.Has(entry) : !gone.Entries.ContainsKey(entry))];
        SetEntry[] removed = [.. gone.Entries.Keys.Where(entry => entry.Set.IsShared ? !after.Has(entry) : !come.Entries.ContainsKey(entry))];
        bool StaysBound(IPAddress address) => after.Has(IpSet.IpvsIPs.Entry(address));
        var servers = new ServerDifference(gone.Servers, come.Servers, StaysBound);
        SetSteps sets = SetSteps.Of(added, removed, gone.Entries.ContainsKey, address => before.Has(IpSet.IpvsIPs.Entry(address)), StaysBound);
        return new IpvsChange
        {
            Filled = sets.Filled,
            Announced = servers.Announced,
            Opened = sets.Opened,
            Served = servers.Served,
            Bound = AddressesIn(added),
            Unbound = AddressesIn(removed),
            Closed = sets.Closed,
            Withdrawn = servers.Withdrawn,
            Cleared = sets.Cleared,
        };
    }

    public static IpvsChange FromNothing(Content all)
    {
        var nothing = new Content();
        SharedUses none = SharedUses.Of(nothing);
        return Between(nothing, all, none, none) with { IsLinkNew = true, NewSets = IpSet.All, HasRules = true };
    }

    /// <summary>An address that enters the set of those on kube-ipvs0 is bound, and the other way round.</summary>
    private static IReadOnlyList<IPAddress> AddressesIn(IEnumerable<SetEntry> entries) =>
        [.. entries.Where(entry => entry.Set == IpSet.IpvsIPs).Select(entry => IPAddress.Parse(entry.Member)).OrderBy(address => address.ToNumber())];
}
