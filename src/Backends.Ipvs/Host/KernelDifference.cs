using System.Net;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Servers;
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
        var ownership = new Ownership(observed, excluded);
        Dictionary<ServerKey, VirtualServer> old = [];
        List<Drain> drains = [];
        foreach ((ServerKey key, VirtualServer server) in observed.Servers)
        {
            if (desired.Content.Servers.TryGetValue(key, out VirtualServer? wanted))
                old[key] = WithoutDrains(server, wanted, drains);
            else if (ownership.MayRemove(key))
                old[key] = server;
        }

        HashSet<SetEntry> entries = [.. observed.Entries];
        HashSet<IPAddress> wantedAddresses = [.. desired.Content.Entries.Keys.Where(entry => entry.Set == IpSet.IpvsIPs).Select(entry => IPAddress.Parse(entry.Member))];
        bool StaysBound(IPAddress address) => wantedAddresses.Contains(address) || !ownership.MayRemove(address);
        SetSteps sets = SetSteps.Of(
            [.. desired.Content.Entries.Keys.Where(entry => !entries.Contains(entry))], [.. entries.Where(entry => !desired.Content.Entries.ContainsKey(entry))], entries.Contains,
            observed.Bound.Contains, StaysBound);
        var servers = new ServerDifference(old, desired.Content.Servers, StaysBound);
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
            drains);
    }

    /// <summary>What has weight 0 and is not wanted drains already: after a restart, too.</summary>
    private static VirtualServer WithoutDrains(VirtualServer server, VirtualServer wanted, List<Drain> drains)
    {
        if (!ServerEdit.CanDrain(wanted) || server.RealServers.All(real => real.Weight != 0))
            return server;
        HashSet<RealServer> places = [.. wanted.RealServers.Select(real => real.Place)];
        ILookup<bool, RealServer> isDraining = server.RealServers.ToLookup(real => real.Weight == 0 && !places.Contains(real.Place));
        drains.AddRange(isDraining[true].Select(real => new Drain(server.Key, real.Place)));
        return server with { RealServers = isDraining[false].ToEquatableArray() };
    }

    private static IReadOnlyList<IPAddress> Sorted(IEnumerable<IPAddress> addresses) => [.. addresses.OrderBy(address => address.ToNumber())];
}
