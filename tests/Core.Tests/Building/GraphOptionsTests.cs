using System.Net;
using Proxier.Core.Building;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

public sealed class GraphOptionsTests
{
    [Fact]
    public void All_findings_come_at_once_with_the_option_and_the_value()
    {
        var arguments = new GraphArguments
        {
            DetectLocalMode = "Magic",
            ClusterCidr = "10.0.0.0/8,10.244.0.0/33",
            MasqueradeBit = 32,
            NodePortAddresses = ["primary", "eth0"],
            ServiceCidrs = ["10.96.0.0"],
            BindAddress = "node-a",
        };

        var error = Assert.Throws<InvalidOptionsException>(() => GraphOptions.From(arguments));

        Assert.Equal(
            ["detect-local-mode", "hostname-override", "cluster-cidr", "masquerade-bit", "nodeport-addresses", "service-cidr", "bind-address"],
            error.Findings.Select(finding => finding.Option));
        Assert.Contains("nodeport-addresses: 'eth0' is not a CIDR or one of primary, localhost, all", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/8,10.244.0.0/16")]
    [InlineData("10.0.0.0/8,fd00::/8,fd01::/16")]
    [InlineData("10.0.0.0/8,")]
    public void The_cluster_CIDR_is_one_of_each_family_at_most(string text) => Refused("cluster-cidr", Some.Arguments with { ClusterCidr = text });

    [Theory]
    [InlineData("BridgeInterface", "pod-bridge-interface")]
    [InlineData("InterfaceNamePrefix", "pod-interface-name-prefix")]
    public void A_mode_that_looks_at_interfaces_needs_a_name(string mode, string option) => Refused(option, Some.Arguments with { DetectLocalMode = mode });

    [Theory]
    [InlineData("sixteen-letters!")]
    [InlineData("cni\" accept")]
    [InlineData("0123456789abcdef")]
    public void A_name_that_no_interface_can_have_is_refused(string name) =>
        Refused("pod-bridge-interface", Some.Arguments with { DetectLocalMode = "BridgeInterface", BridgeInterface = name });

    [Theory]
    [InlineData("1")]
    [InlineData("nodecidr")]
    public void The_mode_is_one_of_the_words_exactly(string mode) => Refused("detect-local-mode", Some.Arguments with { DetectLocalMode = mode });

    [Fact]
    public void CIDRs_are_read_leniently() =>
        Assert.Equal(IPNetwork.Parse("10.244.0.0/16"), Assert.Single(GraphOptions.From(Some.Arguments with { ClusterCidr = " 010.244.3.0/16 " }).ClusterCidrs));

    [Theory]
    [InlineData("")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void An_unspecified_bind_address_overrides_nothing(string address) =>
        Assert.Null(GraphOptions.From(Some.Arguments with { BindAddress = address }).PrimaryAddress);

    private static void Refused(string option, GraphArguments arguments) =>
        Assert.Equal(option, Assert.Single(Assert.Throws<InvalidOptionsException>(() => GraphOptions.From(arguments)).Findings).Option);
}
