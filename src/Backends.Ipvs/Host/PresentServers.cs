using System.Net;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Of the virtual servers that the kernel has, those that are wanted or ours to remove. Pure.</summary>
/// <param name="Servers">Without endpoints that drain.</param>
/// <param name="Drains">Removed endpoints that stay for their connections.</param>
internal sealed record PresentServers(Ownership Ownership, IReadOnlyDictionary<ServerKey, VirtualServer> Servers, IReadOnlyList<Drain> Drains)
{
    /// <param name="excluded">Ranges in which nothing is removed.</param>
    public static PresentServers Of(Observed observed, Content wanted, EquatableArray<IPNetwork> excluded)
    {
        var ownership = new Ownership(observed, excluded);
        Dictionary<ServerKey, VirtualServer> servers = [];
        List<Drain> drains = [];
        foreach ((ServerKey key, VirtualServer server) in observed.Servers)
        {
            if (wanted.Servers.TryGetValue(key, out VirtualServer? desired))
                servers[key] = WithoutDrains(server, desired, drains);
            else if (ownership.MayRemove(key))
                servers[key] = server;
        }

        return new PresentServers(ownership, servers, drains);
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
}
