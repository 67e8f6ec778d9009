using Proxier.Core.Choosing;
using Proxier.Core.Probing;

namespace Proxier.Core.Tests.Choosing;

public sealed class ModeChooserTests
{
    private static readonly Support Yes = new Support.Yes();
    private static readonly Support NoIpvs = new Support.No("kernel option CONFIG_IP_VS, which is not set in this kernel");
    private static readonly Support Doubt = new Support.Unknown("this process lacks CAP_NET_ADMIN");

    [Theory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    [InlineData("ipvs")]
    [InlineData("userspace")]
    public void What_was_asked_for_and_works_is_used(string mode)
    {
        ModeChoice choice = ModeChooser.Choose(Request(mode), [new(mode, IsBuilt: true, Yes)]);

        Assert.Equal((mode, "as requested", false, null), (choice.Selected, choice.Reason, choice.IsFallback, choice.Doubt));
        Assert.Empty(choice.Rejected);
    }

    [Fact]
    public void Ipvs_on_a_node_without_it_falls_back_to_iptables_and_says_what_is_missing()
    {
        ModeChoice choice = ModeChooser.Choose(Request("ipvs"), [new("ipvs", IsBuilt: true, NoIpvs), new("iptables", IsBuilt: true, Yes)]);

        Assert.Equal("iptables", choice.Selected);
        Assert.True(choice.IsFallback);
        Assert.Equal("fallback, as ipvs cannot be used: kernel option CONFIG_IP_VS, which is not set in this kernel", choice.Reason);
        Assert.Equal([new RejectedMode("ipvs", "kernel option CONFIG_IP_VS, which is not set in this kernel")], choice.Rejected);
    }

    [Fact]
    public void Strict_mode_makes_the_fallback_an_error_that_names_the_reason()
    {
        ModeRequest strict = Request("ipvs") with { IsStrict = true };

        var error = Assert.Throws<NoModeException>(() => ModeChooser.Choose(strict, [new("ipvs", IsBuilt: true, NoIpvs), new("iptables", IsBuilt: true, Yes)]));

        Assert.Equal(
            "--proxy-mode ipvs with --strict-proxy-mode cannot be used on this host; nothing was changed:\n  ipvs: kernel option CONFIG_IP_VS, which is not set in this kernel",
            error.Message);
    }

    [Fact]
    public void Strict_mode_lets_auto_choose() =>
        Assert.Equal("nftables", ModeChooser.Choose(Request("auto") with { IsStrict = true }, [new("nftables", IsBuilt: true, Yes)]).Selected);

    [Theory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    [InlineData("userspace")]
    public void Other_modes_fall_back_to_nothing(string mode)
    {
        Assert.Equal([mode], Request(mode).Order);
        var error = Assert.Throws<NoModeException>(() => ModeChooser.Choose(Request(mode), [new(mode, IsBuilt: true, new Support.No("the program x is not installed"))]));
        Assert.Contains($"{mode}: the program x is not installed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_ipvs_and_iptables_both_fail_the_error_has_both_reasons()
    {
        var error = Assert.Throws<NoModeException>(() => ModeChooser.Choose(
            Request("ipvs"), [new("ipvs", IsBuilt: true, NoIpvs), new("iptables", IsBuilt: true, new Support.No("the program iptables-restore is not installed"))]));

        Assert.Equal(["ipvs", "iptables"], error.Rejected.Select(mode => mode.Mode));
        Assert.Contains("CONFIG_IP_VS", error.Message, StringComparison.Ordinal);
        Assert.Contains("iptables-restore", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_without_a_backend_is_never_used_whatever_the_host_can_do()
    {
        ModeChoice choice = ModeChooser.Choose(Request("ipvs"), [new("ipvs", IsBuilt: false, Yes), new("iptables", IsBuilt: true, Yes)]);

        Assert.Equal("iptables", choice.Selected);
        Assert.Equal("this version of Proxier has no backend for it", choice.Rejected[0].Reason);
    }

    [Fact]
    public void A_mode_without_a_backend_that_the_host_cannot_do_either_has_both_reasons() =>
        Assert.Equal("this version of Proxier has no backend for it; besides, x", new ModeCandidate("ipvs", IsBuilt: false, new Support.No("x")).Obstacle);

    [Theory]
    [InlineData("nftables,ipvs,iptables,userspace", "nftables")]
    [InlineData("ipvs,iptables,userspace", "ipvs")]
    [InlineData("iptables,userspace", "iptables")]
    [InlineData("userspace", "userspace")]
    public void Auto_takes_the_first_that_works(string working, string expected)
    {
        ModeChoice choice = ModeChooser.Choose(Request("auto"), Candidates(mode => working.Split(',').Contains(mode) ? Yes : new Support.No($"{mode} is missing")));

        Assert.Equal(expected, choice.Selected);
        Assert.False(choice.IsFallback);
        Assert.Equal(ProxyModeWords.All.TakeWhile(mode => mode != expected).Select(mode => new RejectedMode(mode, $"{mode} is missing")), choice.Rejected);
    }

    [Fact]
    public void Auto_stays_with_what_it_chose_before_even_if_a_better_one_works_now()
    {
        var request = new ModeRequest("auto", "iptables", IsStrict: false);
        Assert.Equal(["iptables", "nftables", "ipvs", "userspace"], request.Order);

        ModeChoice choice = ModeChooser.Choose(request, [new("iptables", IsBuilt: true, Yes)]);

        Assert.Equal(("iptables", "chosen at an earlier start"), (choice.Selected, choice.Reason));
    }

    [Fact]
    public void Auto_chooses_again_when_what_it_chose_before_no_longer_works_and_says_so()
    {
        var request = new ModeRequest("auto", "iptables", IsStrict: false);

        ModeChoice choice = ModeChooser.Choose(request, [new("iptables", IsBuilt: true, new Support.No("the program iptables-restore is not installed")), new("nftables", IsBuilt: true, Yes)]);

        Assert.Equal("nftables", choice.Selected);
        Assert.Equal(
            "the first that works of nftables, ipvs, iptables, userspace; iptables, chosen at an earlier start, can no longer be used: the program iptables-restore is not installed",
            choice.Reason);
    }

    [Fact]
    public void Auto_does_not_leave_what_it_chose_before_for_a_doubt()
    {
        ModeChoice choice = ModeChooser.Choose(
            new ModeRequest("auto", "iptables", IsStrict: false), [new("iptables", IsBuilt: true, Doubt), new("nftables", IsBuilt: true, Yes)]);

        Assert.Equal(("iptables", "could not tell: this process lacks CAP_NET_ADMIN"), (choice.Selected, choice.Doubt));
    }

    [Fact]
    public void Auto_prefers_certainty_and_takes_a_doubtful_mode_only_when_there_is_no_other()
    {
        Assert.Equal("iptables", ModeChooser.Choose(Request("auto"), Candidates(mode => mode == "iptables" ? Yes : Doubt)).Selected);

        ModeChoice choice = ModeChooser.Choose(Request("auto"), Candidates(_ => Doubt));
        Assert.Equal("nftables", choice.Selected);
        Assert.NotNull(choice.Doubt);
    }

    [Fact]
    public void What_was_asked_for_is_not_left_for_a_doubt() =>
        Assert.Equal("ipvs", ModeChooser.Choose(Request("ipvs"), [new("ipvs", IsBuilt: true, Doubt), new("iptables", IsBuilt: true, Yes)]).Selected);

    [Fact]
    public void Auto_without_any_mode_that_works_is_an_error_with_every_reason()
    {
        var error = Assert.Throws<NoModeException>(() => ModeChooser.Choose(Request("auto"), Candidates(mode => new Support.No($"{mode} is missing"))));

        Assert.Equal(ProxyModeWords.All, error.Rejected.Select(mode => mode.Mode));
    }

    private static ModeRequest Request(string mode) => new(mode, Remembered: null, IsStrict: false);

    private static ModeCandidate[] Candidates(Func<string, Support> support) => [.. ProxyModeWords.All.Select(mode => new ModeCandidate(mode, IsBuilt: true, support(mode)))];
}
