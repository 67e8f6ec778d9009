using Proxier.Core.Objects;
using Proxier.Core.Probing;

namespace Proxier.Core.Tests.Probing;

public sealed class ModeProbeResultTests
{
    private static readonly Support Yes = new Support.Yes();

    [Fact]
    public void A_mode_works_when_everything_that_it_needs_does() => Assert.IsType<Support.Yes>(Of(Common(Yes), In(IpFamily.IPv4, Yes), In(IpFamily.IPv6, Yes)).Support);

    [Fact]
    public void What_is_optional_does_not_decide() =>
        Assert.IsType<Support.Yes>(Of(Common(Yes), Common(new Support.No("the program nfacct is not installed")) with { IsOptional = true }).Support);

    [Fact]
    public void A_mode_works_on_a_host_without_IPv6_and_says_what_that_family_lacks()
    {
        ModeProbeResult result = Of(Common(Yes), In(IpFamily.IPv4, Yes), In(IpFamily.IPv6, new Support.No("kernel option CONFIG_IPV6")));

        Assert.IsType<Support.Yes>(result.Support);
        Assert.Equal(new Support.No("kernel option CONFIG_IPV6"), result.SupportOf(IpFamily.IPv6));
    }

    [Fact]
    public void Each_thing_that_is_missing_is_named_once()
    {
        ModeProbeResult result = Of(Common(new Support.No("a")), In(IpFamily.IPv4, new Support.No("b")), In(IpFamily.IPv6, new Support.No("b")));

        Assert.Equal(new Support.No("a; b"), result.Support);
    }

    [Fact]
    public void A_doubt_is_neither_a_yes_nor_a_no() =>
        Assert.Equal(new Support.Unknown("no CAP_NET_ADMIN"), Of(Common(Yes), In(IpFamily.IPv4, new Support.Unknown("no CAP_NET_ADMIN")), In(IpFamily.IPv6, new Support.Unknown("no CAP_NET_ADMIN"))).Support);

    [Fact]
    public void A_certain_no_outweighs_a_doubt() =>
        Assert.Equal(new Support.No("a"), Of(Common(new Support.No("a")), Common(new Support.Unknown("b"))).Support);

    private static ModeProbeResult Of(params RequirementResult[] requirements) => new("nftables", [.. requirements]);

    private static RequirementResult Common(Support support) => new("common", null, IsOptional: false, support);

    private static RequirementResult In(IpFamily family, Support support) => new("of the family", family, IsOptional: false, support);
}
