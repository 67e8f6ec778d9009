using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>The annotation <c>proxier.dev/proxy-protocol</c>.</summary>
public sealed class ProxyProtocolTests
{
    [Fact]
    public void V2_is_on_every_TCP_frontend_and_on_no_other()
    {
        FamilyGraph graph = Some.IPv4(Asking("v2").Port(80, nodePort: 30080).Port(53, Protocol.Udp, "dns").Local("10.244.1.5"));
        Assert.All(graph.Ports.Single(port => port.Name.Protocol == Protocol.Tcp).Frontends, frontend => Assert.True(frontend.HasProxyHeader));
        Assert.All(graph.Ports.Single(port => port.Name.Protocol == Protocol.Udp).Frontends, frontend => Assert.False(frontend.HasProxyHeader));
    }

    [Fact]
    public void Any_other_word_is_reported_and_has_no_effect()
    {
        BuiltGraph built = Some.Built(Asking("v1").At("10.96.0.10", "fd00::10").Port(80));
        Assert.All(Assert.Single(built.Graph.IPv4.Ports).Frontends, frontend => Assert.False(frontend.HasProxyHeader));
        Assert.Equal(
            "Service default/web: metadata.annotations[proxier.dev/proxy-protocol]: \"v1\" is not v2; endpoints get no header", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void It_is_part_of_the_content() =>
        Assert.NotEqual(Some.IPv4(Asking(null).Port(80)).Digest, Some.IPv4(Asking("v2").Port(80)).Digest);

    [Fact]
    public void A_backend_that_cannot_is_told_once_for_each_port()
    {
        FamilyGraph asks = Some.IPv4(Asking("v2").Port(80).Local("10.244.1.5")), asksStill = Some.IPv4(Asking("v2").Port(80).Local("10.244.1.6"));
        Assert.Equal("default/web", Assert.Single(UnmetProxyHeader.BroughtBy(FamilyGraph.Changes(null, asks))).ToString());
        Assert.Empty(UnmetProxyHeader.BroughtBy(FamilyGraph.Changes(asks, asksStill)));
        Assert.Empty(UnmetProxyHeader.BroughtBy(FamilyGraph.Changes(null, Some.IPv4(Asking(null).Port(80)))));
        Assert.Empty(UnmetProxyHeader.BroughtBy(FamilyGraph.Changes(asks, Some.IPv4())));
    }

    private static SomeService Asking(string? word) => Some.Service().With(service => service with { ProxyProtocolName = word });
}
