using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

/// <summary>Finds who answers on an address. Walks the graph: for single questions.</summary>
internal sealed class FrontendLookup(FamilyGraph graph, HostAddresses host)
{
    /// <summary>In the order in which rules look: the address itself, then the node port.</summary>
    public IEnumerable<OwnedFrontend> For(Packet packet)
    {
        if (Find(packet.Protocol, packet.Port, packet.Destination) is { } byAddress)
            yield return byAddress;
        if (host.AnswersNodePorts(packet.Destination) && Find(packet.Protocol, packet.Port, null) is { } byNodePort)
            yield return byNodePort;
    }

    /// <summary>Whoever has this node port, on whichever addresses.</summary>
    public OwnedFrontend? NodePort(Protocol protocol, ushort port) => Find(protocol, port, null);

    public OwnedFrontend? AnyPortOf(IPAddress clusterIP) =>
        All.FirstOrDefault(owned => owned.Frontend.Kind == FrontendKind.ClusterIP && clusterIP.Equals(owned.Frontend.Address));

    private IEnumerable<OwnedFrontend> All => graph.Ports.SelectMany(port => port.Frontends, (port, frontend) => new OwnedFrontend(port, frontend));

    private OwnedFrontend? Find(Protocol protocol, ushort port, IPAddress? address) => All.FirstOrDefault(owned =>
        owned.Frontend.Protocol == protocol && owned.Frontend.Port == port && Equals(owned.Frontend.Address, address));
}
