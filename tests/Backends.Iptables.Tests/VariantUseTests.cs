using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Tests;

public sealed class VariantUseTests
{
    private static readonly string[] FewRules = ["*mangle", ":PREROUTING ACCEPT [0:0]", "-A PREROUTING -j ACCEPT", "COMMIT"];
    private static readonly string[] ManyRules = ["*filter", "-A INPUT -j ACCEPT", "-A INPUT -j ACCEPT", "COMMIT"];

    [Theory]
    [InlineData(":KUBE-IPTABLES-HINT - [0:0]")]
    [InlineData(":KUBE-KUBELET-CANARY - [0:0]")]
    public void The_hint_of_the_kubelet_decides(string hint) =>
        Assert.Equal(IptablesVariant.Legacy, VariantUse.Choose([Nft(ManyRules), Legacy([.. FewRules, hint])], host: IptablesVariant.Nft));

    [Fact]
    public void Without_a_hint_we_stay_where_we_were() =>
        Assert.Equal(IptablesVariant.Legacy, VariantUse.Choose([Nft(ManyRules), Legacy([":KUBE-PROXIER - [0:0]"])], host: IptablesVariant.Nft));

    [Fact]
    public void Without_both_it_is_where_more_rules_are()
    {
        Assert.Equal(IptablesVariant.Nft, VariantUse.Choose([Nft(ManyRules), Legacy(FewRules)], host: IptablesVariant.Legacy));
        Assert.Equal(IptablesVariant.Legacy, VariantUse.Choose([Nft(FewRules), Legacy(ManyRules)], host: IptablesVariant.Nft));
    }

    [Theory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public void On_an_unused_host_it_is_what_the_host_calls_iptables(IptablesVariant host)
    {
        Assert.Equal(host, VariantUse.Choose([Nft([]), Legacy([])], host));
        Assert.Equal(host, VariantUse.Choose([], host));
    }

    private static VariantUse Nft(string[] saved) => Of(IptablesVariant.Nft, saved);

    private static VariantUse Legacy(string[] saved) => Of(IptablesVariant.Legacy, saved);

    private static VariantUse Of(IptablesVariant variant, string[] saved) => saved.Aggregate(VariantUse.Of(IptablesTool.Named(variant)), (use, line) => use.With(line));
}
