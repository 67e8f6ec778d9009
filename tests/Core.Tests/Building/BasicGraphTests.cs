using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

public sealed class BasicGraphTests
{
    [Fact]
    public void A_Service_answers_at_its_cluster_IP_with_all_ready_endpoints_in_order()
    {
        ServicePort port = Assert.Single(Some.IPv4(Some.Service().Port(80).Remote("10.244.2.9", "10.244.2.10").Local("10.244.1.5")).Ports);

        Frontend frontend = Assert.Single(port.Frontends);
        Assert.Equal((FrontendKind.ClusterIP, IPAddress.Parse("10.96.0.10"), Protocol.Tcp, 80), (frontend.Kind, frontend.Address, frontend.Protocol, frontend.Port));
        Assert.Equal(["10.244.1.5", "10.244.2.10", "10.244.2.9"], frontend.Pool.Endpoints.Select(endpoint => endpoint.Address.ToString()));
        Assert.All(frontend.Pool.Endpoints, endpoint => Assert.Equal((8080, 1), (endpoint.Port, endpoint.Weight)));
    }
}
