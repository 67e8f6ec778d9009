using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Conntrack;

/// <summary>Which UDP flows of one family may live: for each destination of a service, the endpoints that may answer.</summary>
internal sealed class ValidFlows
{
    private readonly Dictionary<IPEndPoint, HashSet<IPEndPoint>> _byAddress = [];
    private readonly Dictionary<int, HashSet<IPEndPoint>> _byNodePort = [];
    private readonly HashSet<IPAddress> _nodePortAddresses;

    /// <param name="ownEnds">Where the backend takes the flows of a service port itself; see <see cref="Backends.IProxyBackend.OwnPortsOf"/>.</param>
    /// <param name="gone">Destinations that belonged to a service not long ago; without effect where they belong to one again.</param>
    /// <param name="nodePortAddresses">The addresses of this node that answer node ports. Flows to the same port of a foreign host are not ours.</param>
    public ValidFlows(
        IEnumerable<ServicePort> ports, Func<ServicePortName, IEnumerable<IPEndPoint>> ownEnds, IEnumerable<FlowDestination> gone, IEnumerable<IPAddress> nodePortAddresses)
    {
        _nodePortAddresses = [.. nodePortAddresses];
        foreach (ServicePort port in ports)
        {
            if (port.Name.Protocol != Protocol.Udp)
                continue;
            HashSet<IPEndPoint> endpoints = [.. port.FlowEndpoints.Select(endpoint => new IPEndPoint(endpoint.Address, endpoint.Port)), .. ownEnds(port.Name)];
            foreach (Frontend frontend in port.Frontends)
                Add(FlowDestination.Of(frontend), endpoints);
        }

        foreach (FlowDestination destination in gone)
            Add(destination, []);
    }

    public bool IsEmpty => _byAddress.Count == 0 && _byNodePort.Count == 0;

    /// <summary>Whether the flow goes to a service but not to an endpoint of it.</summary>
    public bool Condemns(Flow flow)
    {
        if (!_byAddress.TryGetValue(flow.Destination, out HashSet<IPEndPoint>? endpoints)
            && !(_byNodePort.TryGetValue(flow.Destination.Port, out endpoints) && _nodePortAddresses.Contains(flow.Destination.Address)))
            return false;
        return !endpoints.Contains(flow.ReplySource);
    }

    /// <summary>Whether a flow that was condemned before is so still; one whose destination is not ours any more is.</summary>
    public bool Forbids(Flow flow) =>
        (!_byAddress.TryGetValue(flow.Destination, out HashSet<IPEndPoint>? endpoints) && !_byNodePort.TryGetValue(flow.Destination.Port, out endpoints))
        || !endpoints.Contains(flow.ReplySource);

    private void Add(FlowDestination destination, HashSet<IPEndPoint> endpoints)
    {
        if (destination.Address is null)
            _byNodePort.TryAdd(destination.Port, endpoints);
        else
            _byAddress.TryAdd(new IPEndPoint(destination.Address, destination.Port), endpoints);
    }
}
