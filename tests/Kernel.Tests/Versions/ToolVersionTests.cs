using Proxier.Kernel.Versions;

namespace Proxier.Kernel.Tests.Versions;

public sealed class ToolVersionTests
{
    [Theory]
    [InlineData("nft", "nftables v1.0.6 (Lester Gooch #5)", "nft 1.0.6")]
    [InlineData("iptables", "iptables v1.8.9 (nf_tables)", "iptables 1.8.9 (nf_tables)")]
    [InlineData("ip6tables", "ip6tables v1.8.9 (legacy)", "ip6tables 1.8.9 (legacy)")]
    [InlineData("iptables", "iptables v1.4.21", "iptables 1.4.21 (legacy)")]
    [InlineData("conntrack", "conntrack v1.4.7 (conntrack-tools)", "conntrack 1.4.7")]
    [InlineData("ipset", "ipset v7.17, protocol version: 7", "ipset 7.17")]
    [InlineData("ipvsadm", "ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)", "ipvsadm 1.31")]
    public void Real_version_lines_are_understood(string tool, string line, string expected) =>
        Assert.Equal(expected, ToolVersion.Parse(tool, line + "\n").ToString());

    [Fact]
    public void A_line_without_a_version_is_shown_as_it_is()
    {
        var version = ToolVersion.Parse("nft", "nftables from a fork\n");

        Assert.Null(version.Version);
        Assert.Equal("'nft --version' printed no version: nftables from a fork", version.Problem);
    }

    [Theory]
    [InlineData("6.1.0-25-amd64", 6, 1)]
    [InlineData("5.10.0", 5, 10)]
    [InlineData("6.18.44-fc", 6, 18)]
    [InlineData("4.19+", 4, 19)]
    [InlineData("unknown", 0, 0)]
    public void A_kernel_release_is_known_by_its_first_two_numbers(string text, int major, int minor)
    {
        var release = KernelRelease.Parse(text);

        Assert.Equal(new Version(major, minor), release.Number);
        Assert.True(release.IsAtLeast(major, minor));
        Assert.False(release.IsAtLeast(major, minor + 1));
    }
}
