using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Who may connect to a load balancer address (kube-proxy feature list, 1.9).</summary>
public sealed class SourceRangeTests
{
    [Fact]
    public void Without_ranges_everybody_may_connect() => Assert.Null(Allowed());

    [Fact]
    public void Ranges_concern_load_balancer_addresses_alone()
    {
        FamilyGraph graph = Some.IPv4(Web().ExternalIPs("198.51.100.8").SourceRanges("203.0.113.0/25"));
        Assert.All(Assert.Single(graph.Ports).Frontends, frontend => Assert.Equal(frontend.Kind == FrontendKind.LoadBalancerIP, frontend.AllowedSources is not null));
    }

    [Fact]
    public void Ranges_are_ordered_and_hold_none_that_another_one_contains() =>
        Assert.Equal("203.0.113.0/25, 203.0.113.192/26", Allowed("203.0.113.200/32", "203.0.113.192/26", "203.0.113.7/32", "203.0.113.0/25", "203.0.113.0/25"));

    [Fact]
    public void Ranges_of_the_other_family_are_left_out() => Assert.Equal("203.0.113.0/25", Allowed("2001:db8::/64", "203.0.113.0/25"));

    [Fact]
    public void With_ranges_of_the_other_family_only_everybody_may_connect_and_a_warning_says_so()
    {
        Assert.Null(Allowed("2001:db8::/64"));
        GraphWarning warning = Assert.Single(Some.Built(Web().SourceRanges("2001:db8::/64")).Warnings, warning => warning.Event is null); // and one that the range means nothing
        Assert.Equal("spec.loadBalancerSourceRanges", warning.Field);
        Assert.Contains("no range of IPv4", warning.Message);
    }

    [Fact]
    public void A_range_that_holds_everything_is_as_good_as_none() => Assert.Null(Allowed("0.0.0.0/0", "203.0.113.0/25"));

    [Fact]
    public void A_range_that_holds_this_node_allows_the_load_balancer_address_as_a_source_too() =>
        Assert.Equal("192.0.2.0/24, 198.51.100.7/32", Allowed("192.0.2.0/24"));

    [Fact]
    public void A_range_that_holds_both_needs_nothing_added() => Assert.Equal("192.0.0.0/5", Allowed("192.0.0.0/5"));

    private static SomeService Web() => Some.Service().LoadBalancer("198.51.100.7").Port(80, nodePort: 30080);

    private static string? Allowed(params string[] ranges) =>
        Some.IPv4(Web().SourceRanges(ranges)).The(FrontendKind.LoadBalancerIP).AllowedSources is { } allowed ? string.Join(", ", allowed) : null;
}
