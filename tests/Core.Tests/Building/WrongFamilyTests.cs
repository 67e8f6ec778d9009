using Proxier.Core.Building;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Addresses of a family in which the Service does not exist.</summary>
public sealed class WrongFamilyTests
{
    private static readonly string[] Fields = ["spec.externalIPs", "spec.loadBalancerSourceRanges", "status.loadBalancer.ingress"];

    [Fact]
    public void Each_is_an_event_of_the_service()
    {
        BuiltGraph built = Some.Built(Some.Service("shop/web").Port(80)
            .ExternalIPs("198.51.100.1", "2001:db8::1").LoadBalancer("198.51.100.2", "2001:db8::2").SourceRanges("203.0.113.0/24", "2001:db8:1::/64"));
        Assert.Equal(Fields, built.Warnings.Select(warning => warning.Field));
        Assert.All(built.Warnings, warning => Assert.Equal(
            new ClusterEvent(EventSubject.Service(new ObjectName("shop", "web")), EventType.Warning, "KubeProxyIncorrectIPVersion", "GatherEndpoints", warning.ToString()), warning.Event));
    }

    [Fact]
    public void A_service_of_both_families_has_none() => Assert.Empty(Some.Built(Some.Service().At("10.96.0.10", "fd00:96::a").Port(80)
        .ExternalIPs("198.51.100.1", "2001:db8::1").LoadBalancer("198.51.100.2", "2001:db8::2").SourceRanges("203.0.113.0/24", "2001:db8:1::/64")).Warnings);

    [Fact]
    public void An_endpoint_of_the_wrong_family_is_an_event_of_its_service()
    {
        SomeService web = Some.Service("shop/web").Port(80).Slice(
            new EndpointSlice(new ObjectName("shop", "web-x"), new ObjectName("shop", "web"), IpFamily.IPv4) { Endpoints = [new SliceEndpoint(System.Net.IPAddress.IPv6Loopback)] });
        Assert.Equal(EventSubject.Service(new ObjectName("shop", "web")), Assert.Single(Some.Built(web).Warnings).Event?.Subject);
    }
}
