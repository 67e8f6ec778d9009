using System.Net;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Explaining;

public sealed class PacketExplainerTests
{
    private const string Pod = "10.244.1.7";
    private const string OtherNodesPod = "10.244.2.7";
    private const string Node = "192.0.2.1";
    private const string Outside = "198.51.100.7";

    private static readonly SomeService Web = Some.Service().Port(80, nodePort: 30080).LoadBalancer("203.0.113.1").Local(Pod).Remote(OtherNodesPod);

    [Theory]
    [InlineData("10.244.1.9", SourceRewrite.KeptForPod)]
    [InlineData(Outside, SourceRewrite.FromOutsideTheCluster)]
    [InlineData(Node, SourceRewrite.FromOutsideTheCluster)]
    public void To_a_cluster_ip_only_pods_keep_their_address(string from, SourceRewrite expected)
    {
        PacketVerdict verdict = Explain(from, "10.96.0.10:80", Web);
        Assert.Equal((Fate.Forwarded, 2), (verdict.Fate, verdict.Candidates.Count));
        Assert.All(verdict.Candidates, candidate => Assert.Equal((0.5, expected), (candidate.Probability, candidate.Source)));
    }

    [Fact]
    public void A_pod_that_meets_itself_is_masqueraded() =>
        Assert.Equal([SourceRewrite.Hairpin, SourceRewrite.KeptForPod], Explain(Pod, "10.96.0.10:80", Web).Candidates.Select(candidate => candidate.Source));

    [Fact]
    public void Whether_another_nodes_pod_that_meets_itself_is_depends_on_the_backend()
    {
        Assert.Equal(SourceRewrite.KeptForPod, Explain(OtherNodesPod, "10.96.0.10:80", Web).Candidates[1].Source);
        Assert.Equal(SourceRewrite.Hairpin, Explain(OtherNodesPod, "10.96.0.10:80", Web, new PacketHabits { MasqueradesRemoteHairpins = true }).Candidates[1].Source);
    }

    [Fact]
    public void Weights_are_shares()
    {
        SomeService web = Some.Service().Port(80).Endpoint("10.244.2.1", endpoint => endpoint with { Weight = 3 }).Endpoint("10.244.2.2", endpoint => endpoint);
        Assert.Equal([0.75, 0.25], Explain(Outside, "10.96.0.10:80", web).Candidates.Select(candidate => candidate.Probability));
    }

    [Theory]
    [InlineData(Outside, "10.244.1.7", false, SourceRewrite.KeptByLocalPolicy)]
    [InlineData("10.244.1.9", "10.244.1.7 10.244.2.7", true, SourceRewrite.KeptByLocalPolicy)]
    [InlineData(Node, "10.244.1.7 10.244.2.7", true, SourceRewrite.NodeAroundLocalPolicy)]
    public void External_policy_Local_has_a_short_circuit_for_pods_and_the_node(string from, string endpoints, bool isShort, SourceRewrite rewrite)
    {
        PacketVerdict verdict = Explain(from, "203.0.113.1:80", Some.Service().Port(80).LoadBalancer("203.0.113.1").ExternallyLocal().Local(Pod).Remote(OtherNodesPod));
        Assert.Equal(endpoints, string.Join(' ', verdict.Candidates.Select(candidate => candidate.Endpoint.Address)));
        Assert.Equal(isShort, verdict.TakesShortCircuit);
        Assert.All(verdict.Candidates, candidate => Assert.Equal(rewrite, candidate.Source));
    }

    [Theory]
    [InlineData(Outside, Fate.Dropped, Cause.NoLocalEndpoints)]
    [InlineData("10.244.1.9", Fate.Forwarded, Cause.HasEndpoints)]
    public void Local_without_local_endpoints_drops_whoever_has_no_short_circuit(string from, Fate fate, Cause cause)
    {
        PacketVerdict verdict = Explain(from, "192.0.2.1:30080", Some.Service().Port(80, nodePort: 30080).OfType(ServiceType.NodePort).ExternallyLocal().Remote(OtherNodesPod));
        Assert.Equal((fate, cause), (verdict.Fate, verdict.Cause));
    }

    [Theory]
    [InlineData(true, Fate.Dropped)]
    [InlineData(false, Fate.Refused)]
    public void Source_ranges_of_a_service_without_endpoints_depend_on_the_backend(bool checks, Fate expected)
    {
        SomeService empty = Some.Service().Port(80).LoadBalancer("203.0.113.1").SourceRanges("203.0.113.0/25");
        Assert.Equal(expected, Explain(Outside, "203.0.113.1:80", empty, new PacketHabits { ChecksSourcesWithoutEndpoints = checks }).Fate);
    }

    [Fact]
    public void Source_ranges_do_not_hold_for_other_addresses()
    {
        SomeService fenced = Some.Service().Port(80, nodePort: 30080).LoadBalancer("203.0.113.1").SourceRanges("203.0.113.0/25").Local(Pod);
        Assert.Equal(Cause.SourceNotAllowed, Explain(Outside, "203.0.113.1:80", fenced).Cause);
        Assert.Equal(Fate.Forwarded, Explain("203.0.113.9", "203.0.113.1:80", fenced).Fate);
        Assert.Equal(Fate.Forwarded, Explain(Outside, "192.0.2.1:30080", fenced).Fate);
    }

    [Theory]
    [InlineData("10.96.0.10:81", Fate.Refused, Cause.UnusedPort)]
    [InlineData("10.96.0.99:80", Fate.Dropped, Cause.UnusedClusterIP)]
    [InlineData("203.0.113.1:81", Fate.Untouched, Cause.NoService)]
    [InlineData("192.0.2.9:30080", Fate.Untouched, Cause.NotANodePortAddress)]
    [InlineData("127.0.0.1:30080", Fate.Dropped, Cause.ForeignLoopback)]
    public void What_no_service_has(string to, Fate fate, Cause cause)
    {
        PacketVerdict verdict = Explain(Outside, to, Web, new PacketHabits { GuardsClusterIPs = true });
        Assert.Equal((fate, cause), (verdict.Fate, verdict.Cause));
    }

    [Theory]
    [InlineData("203.0.113.1:81", Fate.Refused, Cause.UnusedPort)]
    [InlineData("10.96.0.10:81", Fate.Refused, Cause.UnusedPort)]
    [InlineData("203.0.113.1:30080", Fate.Refused, Cause.UnusedPort)]
    [InlineData("10.96.0.99:80", Fate.Untouched, Cause.NoService)]
    public void Who_holds_the_addresses_of_Services_refuses_their_other_ports(string to, Fate fate, Cause cause)
    {
        PacketVerdict verdict = Explain(Outside, to, Web, new PacketHabits { HoldsServiceAddresses = true });
        Assert.Equal((fate, cause), (verdict.Fate, verdict.Cause));
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1:80", SourceRewrite.NodeAsService)]
    [InlineData(Node, "203.0.113.1:80", SourceRewrite.NodeAsService)]
    [InlineData(Outside, "203.0.113.1:80", SourceRewrite.KeptByLocalPolicy)]
    [InlineData("10.96.0.10", "10.96.0.10:80", SourceRewrite.FromOutsideTheCluster)]
    public void A_node_that_holds_the_addresses_of_Services_is_not_seen_as_one(string from, string to, SourceRewrite expected)
    {
        SomeService local = Some.Service().Port(80).LoadBalancer("203.0.113.1").ExternallyLocal().Local(Pod);
        Assert.All(Explain(from, to, local, new PacketHabits { HoldsServiceAddresses = true, HasOnePool = true }).Candidates, candidate => Assert.Equal(expected, candidate.Source));
    }

    [Theory]
    [InlineData("10.244.1.9", Pod, false)]
    [InlineData("10.244.1.9", OtherNodesPod, true)]
    public void With_one_pool_for_everybody_pods_reach_another_one_only_where_strangers_have_none(string from, string endpoint, bool isShort)
    {
        SomeService local = Some.Service().Port(80).LoadBalancer("203.0.113.1").ExternallyLocal().Remote(OtherNodesPod);
        PacketVerdict verdict = Explain(from, "203.0.113.1:80", isShort ? local : local.Local(Pod), new PacketHabits { HasOnePool = true });
        Assert.Equal((endpoint, isShort), (Assert.Single(verdict.Candidates).Endpoint.Address.ToString(), verdict.TakesShortCircuit));
    }

    [Fact]
    public void A_program_that_connects_itself_is_what_endpoints_see()
    {
        PacketVerdict verdict = Explain(Pod, "10.96.0.10:80", Web, new PacketHabits { ConnectsItself = true });
        Assert.All(verdict.Candidates, candidate => Assert.Equal(SourceRewrite.Proxied, candidate.Source));
    }

    [Theory]
    [InlineData("10.96.0.10", Fate.Refused)]
    [InlineData("203.0.113.1", Fate.Untouched)]
    public void A_protocol_that_is_not_forwarded_is_refused_at_a_cluster_ip(string to, Fate expected)
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80, Protocol.Sctp).LoadBalancer("203.0.113.1").Local(Pod));
        var explainer = new PacketExplainer(graph, new HostAddresses(graph.Node, []), new PacketHabits { GuardsClusterIPs = true, ForwardsSctp = false });
        PacketVerdict verdict = explainer.Explain(new Packet(Protocol.Sctp, IPAddress.Parse(Outside), IPAddress.Parse(to), 80));
        Assert.Equal((expected, Cause.UnsupportedProtocol), (verdict.Fate, verdict.Cause));
    }

    [Theory]
    [InlineData(false, Fate.Dropped)]
    [InlineData(true, Fate.Forwarded)]
    public void Addresses_of_a_service_may_share_their_source_ranges(bool isShared, Fate expected)
    {
        SomeService two = Some.Service().Port(80).LoadBalancer("203.0.113.1", "203.0.113.2").SourceRanges($"{Node}/32").Local(Pod);
        Assert.Equal(expected, Explain("203.0.113.2", "203.0.113.1:80", two, new PacketHabits { SharesSourceRanges = isShared }).Fate);
    }

    [Theory]
    [InlineData(false, "203.0.113.1", Node)]
    [InlineData(true, "203.0.113.1", "203.0.113.1")]
    [InlineData(false, "192.0.2.9", "192.0.2.9")]
    public void The_node_asks_its_own_addresses_from_themselves(bool isHolding, string to, string from)
    {
        FamilyGraph graph = Some.IPv4(Web);
        var explainer = new PacketExplainer(graph, new HostAddresses(graph.Node, [IPAddress.Parse("192.0.2.9")]), new PacketHabits { HoldsServiceAddresses = isHolding });
        Assert.Equal(from, $"{explainer.SourceOfNode(IPAddress.Parse(to))}");
    }

    [Fact]
    public void An_endpoint_on_this_node_itself_sees_the_client() =>
        Assert.Equal(SourceRewrite.KeptOnThisNode, Explain(Outside, "192.0.2.1:30080", Some.Service().Port(80, nodePort: 30080).OfType(ServiceType.NodePort).Local(Node)).Candidates[0].Source);

    [Fact]
    public void Interfaces_tell_pods_where_the_mode_says_so()
    {
        FamilyGraph graph = Some.IPv4(Web);
        graph = graph with { Node = graph.Node with { PodSource = new PodSource.InterfacePrefix("cali") } };
        var explainer = new PacketExplainer(graph, new HostAddresses(graph.Node, []), new PacketHabits());
        var packet = new Packet(Protocol.Tcp, IPAddress.Parse(Outside), IPAddress.Parse("10.96.0.10"), 80);
        Assert.False(explainer.Explain(packet).Origin.IsPod);
        Assert.True(explainer.Explain(packet with { InInterface = "cali123" }).Origin.IsPod);
    }

    private static PacketVerdict Explain(string from, string to, SomeService service, PacketHabits? habits = null)
    {
        FamilyGraph graph = Some.IPv4(service);
        graph = graph with
        {
            Node = graph.Node with
            {
                ServiceRanges = [IPNetwork.Parse("10.96.0.0/16")], NodePortAddresses = new NodePortAddresses.InRanges([IPNetwork.Parse($"{Node}/32")]),
            },
        };
        IPEndPoint destination = IPEndPoint.Parse(to);
        return new PacketExplainer(graph, new HostAddresses(graph.Node, [IPAddress.Parse("192.0.2.9")]), habits ?? new PacketHabits())
            .Explain(new Packet(Protocol.Tcp, IPAddress.Parse(from), destination.Address, (ushort)destination.Port));
    }
}
