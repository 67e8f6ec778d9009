using System.Net;
using System.Net.Sockets;
using Proxier.Core;
using Proxier.Core.Conntrack;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>Tracked flows in a list. As with the kernel, a flow is deleted only by its own id.</summary>
public sealed class FakeFlowTable : IFlowTable
{
    private uint _lastId;

    public List<Flow> Flows { get; } = [];

    public List<Flow> Deleted { get; } = [];

    public int Dumps { get; private set; }

    /// <summary>The kernel has no such table.</summary>
    public bool IsMissing { get; set; }

    /// <summary>Runs before each deletion.</summary>
    public Action OnDelete { get; set; } = () => { };

    /// <summary>Without a translation the destination itself answers.</summary>
    public void Add(string client, string destination, int port, string? endpoint = null, int? endpointPort = null, int clientPort = 40000) => Flows.Add(new Flow(
        new IPEndPoint(IPAddress.Parse(client), clientPort), new IPEndPoint(IPAddress.Parse(destination), port),
        new IPEndPoint(IPAddress.Parse(endpoint ?? destination), endpointPort ?? port), ++_lastId));

    public IEnumerable<Flow> ReadUdp(IpFamily family, CancellationToken cancel)
    {
        Dumps++;
        if (IsMissing)
            throw new FlowsUnknownException();
        AddressFamily wanted = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return [.. Flows.Where(flow => flow.Source.AddressFamily == wanted)];
    }

    public bool Delete(IpFamily family, Flow flow)
    {
        OnDelete();
        if (!Flows.Remove(flow))
            return false;
        Deleted.Add(flow);
        return true;
    }

    private sealed class FlowsUnknownException() : ProxyException("there is no connection tracking");
}
