using System.Net;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>First packets of connections, for tests that explain them.</summary>
public static class Packets
{
    /// <summary>From everybody to everything: a pod, this node, a stranger and each endpoint; each frontend, and a port beside it.</summary>
    public static IEnumerable<Packet> ToAll(FamilyGraph graph)
    {
        IPAddress[] strangers = graph.Family == IpFamily.IPv4
            ? [IPAddress.Parse("10.244.3.3"), IPAddress.Parse("198.51.100.7"), IPAddress.Loopback]
            : [IPAddress.Parse("fd00:10:244:3::3"), IPAddress.Parse("2001:db8:51::7"), IPAddress.IPv6Loopback];
        foreach (Frontend frontend in graph.Ports.SelectMany(port => port.Frontends))
        {
            IEnumerable<IPAddress> to = frontend.Address is { } address ? [address] : graph.Node.NodeAddresses;
            IEnumerable<IPAddress> from = strangers.Concat(graph.Node.NodeAddresses).Concat(frontend.Pool.Endpoints.Select(endpoint => endpoint.Address)).Distinct();
            foreach ((IPAddress source, IPAddress destination) in from.SelectMany(_ => to, (source, destination) => (source, destination)))
            {
                yield return new Packet(frontend.Protocol, source, destination, frontend.Port);
                yield return new Packet(frontend.Protocol, source, destination, (ushort)(frontend.Port + 1));
            }
        }
    }
}
