using Proxier.Core;

namespace Proxier.Backends.Ipvs.Servers;

/// <summary>One address, protocol and port that IPVS answers, and where it sends connections to.</summary>
/// <param name="PersistenceSeconds">How long a client keeps its real server; null: not at all.</param>
/// <param name="RealServers">Each place once.</param>
internal sealed record VirtualServer(ServerKey Key, Balancing Balancing, int? PersistenceSeconds, EquatableArray<RealServer> RealServers)
{
    public bool IsSameButForRealServers(VirtualServer other) => Balancing == other.Balancing && PersistenceSeconds == other.PersistenceSeconds;
}
