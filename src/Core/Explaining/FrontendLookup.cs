using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

/// <summary>Finds who answers on an address. Walks the graph: for single questions.</summary>
internal sealed class FrontendLookup(FamilyGraph graph, HostAddresses host, PacketHabits habits)
{
    /// <summary>In the order in which rules look: the address itself, then the node port.</summary>
    public IEnumerable<OwnedFrontend> For(Packet packet)
    {
        if (Find(packet.Protocol, packet.Port, packet.Destination) is { } byAddress)
            yield return byAddress;
        if (HasNodePorts(packet.Destination) && Find(packet.Protocol, packet.Port, null) is { } byNodePort)
            yield return byNodePort;
    }

    /// <summary>Whoever has this node port, on whichever addresses.</summary>
    public OwnedFrontend? NodePort(Protocol protocol, ushort port) => Find(protocol, port, null);

    /// <summary>Some port of the Service that has the address.</summary>
    public OwnedFrontend? OwnerOf(IPAddress address) => All.FirstOrDefault(owned => address.Equals(owned.Frontend.Address));

    /// <summary>Some port of the Service that has this destination, if the backend refuses ports that the Service does not have.</summary>
    public OwnedFrontend? GuardOf(Packet packet)
    {
        if (habits.GuardsClusterIPs)
            return All.FirstOrDefault(owned => owned.Frontend.Kind == FrontendKind.ClusterIP && packet.Destination.Equals(owned.Frontend.Address));
        bool isOpen = host.Contains(packet.Destination) || (packet.Protocol == Protocol.Tcp && IsHealthCheck(packet.Port));
        return habits.HoldsServiceAddresses && !isOpen ? OwnerOf(packet.Destination) : null;
    }

    private IEnumerable<OwnedFrontend> All => graph.Ports.SelectMany(port => port.Frontends, (port, frontend) => new OwnedFrontend(port, frontend));

    private bool HasNodePorts(IPAddress address) =>
        host.AnswersNodePorts(address) && !(habits.HasGlobalNodePortsOnly && (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal));

    private bool IsHealthCheck(ushort port) => graph.Ports.Any(service => service.HealthCheck?.NodePort == port);

    private OwnedFrontend? Find(Protocol protocol, ushort port, IPAddress? address) => All.FirstOrDefault(owned =>
        owned.Frontend.Protocol == protocol && owned.Frontend.Port == port && Equals(owned.Frontend.Address, address));
}
