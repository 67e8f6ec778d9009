using System.Net;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>What makes of the state that the kernel is in, whatever it is, the one that is wanted. Pure.</summary>
/// <param name="Drains">Removed endpoints that stay for their connections.</param>
internal sealed record KernelDifference(IpvsChange Change, IReadOnlyList<Drain> Drains)
{
    /// <param name="excluded">Ranges in which nothing is removed.</param>
    /// <param name="areRulesRight">Whether rules and hooks are there, unchanged.</param>
    public static KernelDifference Between(Observed observed, Desired desired, EquatableArray<IPNetwork> excluded, bool areRulesRight)
    {
        var present = PresentServers.Of(observed, desired.Content, excluded);
        Ownership ownership = present.Ownership;
        HashSet<SetEntry> entries = [.. observed.Entries];
        IReadOnlySet<IPAddress> wantedAddresses = desired.Content.Addresses;
        bool StaysBound(IPAddress address) => wantedAddresses.Contains(address) || !ownership.MayRemove(address);
        SetSteps sets = SetSteps.Of(
            [.. desired.Content.Entries.Keys.Where(entry => !entries.Contains(entry))], [.. entries.Where(entry => !desired.Content.Entries.ContainsKey(entry))], entries.Contains,
            observed.Bound.Contains, StaysBound);
        var servers = new ServerDifference(present.Servers, desired.Content.Servers, StaysBound);
        return new KernelDifference(
            new IpvsChange
            {
                IsLinkNew = !observed.HasLink,
                NewSets = [.. IpSet.All.Where(set => !observed.Has(set))],
                HasRules = !areRulesRight,
                RulesComeLast = SharedRules.AreInOtherHands(observed.Rules),
                Filled = sets.Filled,
                Announced = servers.Announced,
                Opened = sets.Opened,
                Served = servers.Served,
                Bound = Sorted(wantedAddresses.Where(address => !observed.Bound.Contains(address))),
                Unbound = Sorted(observed.Bound.Where(address => !wantedAddresses.Contains(address) && ownership.MayRemove(address))),
                Closed = sets.Closed,
                Withdrawn = servers.Withdrawn,
                Cleared = sets.Cleared,
            },
            present.Drains);
    }

    private static IReadOnlyList<IPAddress> Sorted(IEnumerable<IPAddress> addresses) => [.. addresses.OrderBy(address => address.ToNumber())];
}
