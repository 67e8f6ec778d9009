using System.Net;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>Small graphs for tests that do not care how a graph is built.</summary>
public static class Graphs
{
    /// <summary>One TCP ClusterIP service, default/NAME, for each name, with one endpoint.</summary>
    public static FamilyGraph Of(IpFamily family, params string[] names) =>
        new(family, new NodeRules(), names.Order(StringComparer.Ordinal).Select(name => Port(family, name)).ToPagedArray());

    public static ServicePort Port(IpFamily family, string name, Protocol protocol = Protocol.Tcp)
    {
        var endpoint = new Endpoint(IPAddress.Parse(family == IpFamily.IPv4 ? "10.1.0.1" : "fd00:1::1"), 8080, IsLocal: true);
        IPAddress address = IPAddress.Parse(family == IpFamily.IPv4 ? "10.96.0.1" : "fd00:96::1");
        var frontend = new Frontend(FrontendKind.ClusterIP, address, protocol, 80, new EndpointPool([endpoint]));
        return new ServicePort(new ServicePortName(new ObjectName("default", name), "", protocol), [frontend])
        {
            LocalEndpoints = [endpoint],
            FlowEndpoints = protocol == Protocol.Udp ? [endpoint] : [],
        };
    }
}
