using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Where node ports answer (kube-proxy feature list, 1.12). The node is 192.0.2.1 and 2001:db8::1.</summary>
public sealed class NodePortAddressesTests
{
    [Theory]
    [InlineData("", "192.0.2.1/32", "2001:db8::1/128")]
    [InlineData("primary", "192.0.2.1/32", "2001:db8::1/128")]
    [InlineData("all", "all", "all")]
    [InlineData("localhost", "127.0.0.0/8", "::1/128")]
    [InlineData("10.0.0.0/8,fd00::/8", "10.0.0.0/8", "fd00::/8")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8", "all")]
    [InlineData("fd00::/8", "all", "fd00::/8")]
    [InlineData("10.0.0.0/8,primary", "10.0.0.0/8 192.0.2.1/32", "2001:db8::1/128")]
    [InlineData("192.0.2.0/24,primary,192.0.2.128/25", "192.0.2.0/24", "2001:db8::1/128")]
    [InlineData("primary,localhost", "127.0.0.0/8 192.0.2.1/32", "::1/128 2001:db8::1/128")]
    [InlineData("10.0.0.0/8,0.0.0.0/0,fd00::/8", "all", "fd00::/8")]
    [InlineData("localhost,all", "all", "all")]
    public void The_option_chooses_for_each_family(string option, string ipv4, string ipv6)
    {
        ServiceGraph graph = Build(option, Some.Node).Graph;
        Assert.Equal((ipv4, ipv6), (Text(graph.IPv4), Text(graph.IPv6)));
    }

    [Fact]
    public void The_program_says_what_an_empty_option_means()
    {
        GraphOptions options = GraphOptions.From(Some.Arguments with { DefaultNodePortAddresses = NodePortAddressWords.All });
        Assert.Equal("all", Text(GraphBuilder.Build(Some.Cluster(), options).Graph.IPv4));
    }

    [Fact]
    public void All_addresses_hold_loopback_when_asked_for_and_never_in_IPv6()
    {
        GraphOptions options = GraphOptions.From(Some.Arguments with { NodePortAddresses = ["all"], LocalhostNodePorts = true });
        ServiceGraph graph = GraphBuilder.Build(Some.Cluster(), options).Graph;
        Assert.Equal(("all and loopback", "all"), (Text(graph.IPv4), Text(graph.IPv6)));
    }

    [Fact]
    public void Without_a_Node_the_primary_address_is_replaced_by_all_and_that_is_reported()
    {
        BuiltGraph built = Build("primary", null);
        Assert.Equal(("all", "all"), (Text(built.Graph.IPv4), Text(built.Graph.IPv6)));
        Assert.Equal("Node: status.addresses: is not known, so node ports answer on all addresses instead of the primary one", Assert.Single(built.Warnings).ToString());
    }

    [Fact]
    public void A_Node_without_an_address_of_a_family_answers_nowhere_in_it() =>
        Assert.Equal("", Text(Build("primary", Some.Node with { Addresses = [Some.Node.Addresses[0]] }).Graph.IPv6));

    [Fact]
    public void The_bind_address_is_the_primary_one_of_its_family()
    {
        GraphOptions options = GraphOptions.From(Some.Arguments with { BindAddress = "192.0.2.9" });
        ServiceGraph graph = GraphBuilder.Build(Some.Cluster(), options).Graph;
        Assert.Equal(("192.0.2.9/32", "2001:db8::1/128"), (Text(graph.IPv4), Text(graph.IPv6)));
        Assert.Equal("192.0.2.9 192.0.2.1", string.Join(' ', graph.IPv4.Node.NodeAddresses));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("::1/128")]
    public void IPv6_loopback_is_reported_because_the_kernel_cannot_translate_it(string option) =>
        Assert.Contains("::1", Assert.Single(Build(option, Some.Node).Warnings).Message, StringComparison.Ordinal);

    private static BuiltGraph Build(string option, Node? node) =>
        GraphBuilder.Build(new ClusterState([], node, []), GraphOptions.From(Some.Arguments with
        {
            NodePortAddresses = option.Split(',', StringSplitOptions.RemoveEmptyEntries).ToEquatableArray(),
        }));

    private static string Text(FamilyGraph graph) => graph.Node.NodePortAddresses switch
    {
        NodePortAddresses.All all => all.WithLoopback ? "all and loopback" : "all",
        NodePortAddresses.InRanges list => string.Join(' ', list.Ranges),
        _ => "?",
    };
}
