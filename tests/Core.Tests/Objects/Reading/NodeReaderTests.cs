using System.Net;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

public sealed class NodeReaderTests
{
    [Fact]
    public void A_whole_node_is_read()
    {
        Node node = Reading.ReadNode("""
            {
              "metadata": {"name": "node-1", "labels": {"topology.kubernetes.io/zone": "a"}},
              "spec": {"podCIDR": "10.1.0.0/24", "podCIDRs": ["10.1.0.0/24", "fd00:1::/64"]},
              "status": {"addresses": [
                {"type": "ExternalIP", "address": "203.0.113.1"}, {"type": "Hostname", "address": "node-1"},
                {"type": "InternalIP", "address": "192.0.2.1"}, {"type": "InternalIP", "address": "fd00::1"}
              ]}
            }
            """).Good();

        Assert.Equal(new Node("node-1")
        {
            Zone = "a",
            Addresses = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("fd00::1"), IPAddress.Parse("203.0.113.1")],
            PodCidrs = [IPNetwork.Parse("10.1.0.0/24"), IPNetwork.Parse("fd00:1::/64")],
        }, node);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "n", "deletionTimestamp": "2026-01-01T00:00:00Z"}}""", true)]
    [InlineData("""{"metadata": {"name": "n"}, "spec": {"taints": [{"key": "a"}, {"key": "ToBeDeletedByClusterAutoscaler", "effect": "NoSchedule"}]}}""", true)]
    [InlineData("""{"metadata": {"name": "n"}, "spec": {"taints": [{"key": "a"}]}}""", false)]
    public void A_node_that_is_going_away_says_so(string json, bool isLeaving) =>
        Assert.Equal(isLeaving, Reading.ReadNode(json).Good().IsLeaving);

    [Fact]
    public void The_older_single_pod_range_is_enough() =>
        Assert.Equal([IPNetwork.Parse("10.1.0.0/24")], Reading.ReadNode("""{"metadata": {"name": "n"}, "spec": {"podCIDR": "10.1.0.7/24"}}""").Good().PodCidrs);

    [Fact]
    public void A_bad_address_costs_only_itself()
    {
        ReadResult<Node> result = Reading.ReadNode("""
            {"metadata": {"name": "n"}, "status": {"addresses": [{"type": "InternalIP", "address": "x"}, {"type": "InternalIP", "address": "192.0.2.1"}]}}
            """);

        Assert.Equal("status.addresses[0].address: is left out: \"x\" is not an IP address", result.Warning());
        Assert.Single(result.Good().Addresses);
    }

    [Fact]
    public void A_service_cidr_is_read() =>
        Assert.Equal(
            new ServiceCidr("kubernetes", [IPNetwork.Parse("10.96.0.0/12"), IPNetwork.Parse("fd00::/108")]),
            Reading.ReadServiceCidr("""{"metadata": {"name": "kubernetes"}, "spec": {"cidrs": ["10.96.0.0/12", "fd00::/108"]}}""").Good());

    [Theory]
    [InlineData("""{"metadata": {"name": "k"}, "spec": {"cidrs": ["10.96.0.0"]}}""", "spec.cidrs[0]: must be a range such as 192.0.2.0/24, not \"10.96.0.0\"")]
    [InlineData("""{"metadata": {"name": "k"}}""", "spec.cidrs: is required")]
    [InlineData("""{"metadata": {}, "spec": {"cidrs": []}}""", "metadata.name: is required")]
    public void A_service_cidr_with_an_error_is_lost(string json, string expected) =>
        Assert.Equal(expected, Reading.ReadServiceCidr(json).Error());
}
