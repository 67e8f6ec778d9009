using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>The text of a few services, as an operator who knows kube-proxy expects it.</summary>
public sealed class IptablesRendererTests
{
    private static SomeService Web => Some.Service("ns1/svc1").At("10.96.0.41", "fd00:10:96::41").Port(80, name: "p80", target: 80);

    [Fact]
    public void A_cluster_ip_is_dispatched_to_its_pool_and_masqueraded_for_outsiders() => Assert.Equal(
        [
            "KUBE-SEP-C6EBXVWJJZMIWKLZ -m comment --comment ns4/svc4:p80 -s 10.180.0.5 -j KUBE-MARK-MASQ",
            "KUBE-SEP-C6EBXVWJJZMIWKLZ -m comment --comment ns4/svc4:p80 -m tcp -p tcp -j DNAT --to-destination 10.180.0.5:80",
            "KUBE-SEP-UKSFD7AGPMPPLUHC -m comment --comment ns4/svc4:p80 -s 10.180.0.4 -j KUBE-MARK-MASQ",
            "KUBE-SEP-UKSFD7AGPMPPLUHC -m comment --comment ns4/svc4:p80 -m tcp -p tcp -j DNAT --to-destination 10.180.0.4:80",
            """KUBE-SERVICES -m comment --comment "ns4/svc4:p80 cluster IP" -m tcp -p tcp -d 10.96.0.44 --dport 80 -j KUBE-SVC-4SW47YFZTEDKD3PK""",
            """KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL ! -d 127.0.0.0/8 -j KUBE-NODEPORTS""",
            """KUBE-SVC-4SW47YFZTEDKD3PK -m comment --comment "ns4/svc4:p80 cluster IP" -m tcp -p tcp -d 10.96.0.44 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ""",
            """KUBE-SVC-4SW47YFZTEDKD3PK -m comment --comment "ns4/svc4:p80 -> 10.180.0.4:80" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-UKSFD7AGPMPPLUHC""",
            """KUBE-SVC-4SW47YFZTEDKD3PK -m comment --comment "ns4/svc4:p80 -> 10.180.0.5:80" -j KUBE-SEP-C6EBXVWJJZMIWKLZ""",
        ],
        Nat(Cluster(Some.Service("ns4/svc4").At("10.96.0.44").Port(80, name: "p80", target: 80).Remote("10.180.0.4", "10.180.0.5"))));

    [Fact]
    public void The_fixed_rules_are_those_of_kube_proxy()
    {
        FamilyGraph graph = Cluster();
        Assert.Equal(
            [
                """KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP""",
                """KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT""",
                """KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT""",
                """KUBE-MARK-MASQ -j MARK --or-mark 0x4000""",
                """KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN""",
                """KUBE-POSTROUTING -j MARK --xor-mark 0x4000""",
                """KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully""",
                """OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES""",
                """POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING""",
                """PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES""",
            ],
            Rendering.Rules(graph, "filter").Where(rule => rule.StartsWith("KUBE-FORWARD", StringComparison.Ordinal))
                .Concat(Rendering.Rules(graph, "nat").Where(rule => !rule.StartsWith("KUBE-SERVICES", StringComparison.Ordinal) && !rule.StartsWith(ChainName.State, StringComparison.Ordinal))));
        Assert.Equal(["KUBE-PROXIER -m comment --comment proxier"], Rendering.Rules(graph, "mangle"));
        Assert.All(["mangle", "nat", "filter"], table => Assert.Empty(Rendering.Full(Rendering.Renderer, graph)[table].Rules(ChainName.Canary)!)); // it is there
    }

    [Fact]
    public void Hooks_stand_in_front_with_the_comments_of_kube_proxy() => Assert.Equal(
        [
            """FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL""",
            """FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD""",
            """FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES""",
            """FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES""",
            """INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL""",
            """INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS""",
            """INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES""",
            """OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL""",
            """OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES""",
            """OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES""",
        ],
        Rendering.Rules(Cluster(), "filter").Where(rule => !rule.StartsWith("KUBE-", StringComparison.Ordinal)));

    [Fact]
    public void External_addresses_and_node_ports_are_masqueraded_with_policy_cluster() => Assert.Equal(
        [
            """KUBE-EXT-GNZBNJ2PO5MGZ6GT -m comment --comment "masquerade traffic for ns2/svc2:p80 external destinations" -j KUBE-MARK-MASQ""",
            """KUBE-EXT-GNZBNJ2PO5MGZ6GT -j KUBE-SVC-GNZBNJ2PO5MGZ6GT""",
            """KUBE-NODEPORTS -m comment --comment ns2/svc2:p80 -m tcp -p tcp --dport 3001 -j KUBE-EXT-GNZBNJ2PO5MGZ6GT""",
            """KUBE-SERVICES -m comment --comment "ns2/svc2:p80 cluster IP" -m tcp -p tcp -d 10.96.0.42 --dport 80 -j KUBE-SVC-GNZBNJ2PO5MGZ6GT""",
            """KUBE-SERVICES -m comment --comment "ns2/svc2:p80 external IP" -m tcp -p tcp -d 192.168.99.22 --dport 80 -j KUBE-EXT-GNZBNJ2PO5MGZ6GT""",
            """KUBE-SERVICES -m comment --comment "ns2/svc2:p80 loadbalancer IP" -m tcp -p tcp -d 1.2.3.4 --dport 80 -j KUBE-EXT-GNZBNJ2PO5MGZ6GT""",
        ],
        Nat(Cluster(Some.Service("ns2/svc2").At("10.96.0.42").ExternalIPs("192.168.99.22").LoadBalancer("1.2.3.4").Port(80, name: "p80", nodePort: 3001).Remote("10.180.0.2")))
            .Where(rule => rule.Contains("ns2/svc2:p80", StringComparison.Ordinal) && !rule.StartsWith("KUBE-S", StringComparison.Ordinal)
                || rule.StartsWith("KUBE-SERVICES -m comment --comment \"ns2", StringComparison.Ordinal) || rule.StartsWith("KUBE-EXT", StringComparison.Ordinal)));

    [Fact]
    public void Policy_local_keeps_sources_and_lets_pods_and_this_node_around() => Assert.Equal(
        [
            """KUBE-EXT-4SW47YFZTEDKD3PK -m comment --comment "pod traffic for ns4/svc4:p80 external destinations" -s 10.244.0.0/16 -j KUBE-SVC-4SW47YFZTEDKD3PK""",
            """KUBE-EXT-4SW47YFZTEDKD3PK -m comment --comment "masquerade LOCAL traffic for ns4/svc4:p80 external destinations" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ""",
            """KUBE-EXT-4SW47YFZTEDKD3PK -m comment --comment "route LOCAL traffic for ns4/svc4:p80 external destinations" -m addrtype --src-type LOCAL -j KUBE-SVC-4SW47YFZTEDKD3PK""",
            """KUBE-EXT-4SW47YFZTEDKD3PK -j KUBE-SVL-4SW47YFZTEDKD3PK""",
            """KUBE-SVL-4SW47YFZTEDKD3PK -m comment --comment "ns4/svc4:p80 -> 10.180.0.5:8080" -j KUBE-SEP-""",
        ],
        Nat(Cluster(Some.Service("ns4/svc4").At("10.96.0.44").LoadBalancer("1.2.3.4").ExternallyLocal().Port(80, name: "p80").Remote("10.180.0.4").Local("10.180.0.5")))
            .Where(rule => rule.StartsWith("KUBE-EXT", StringComparison.Ordinal) || rule.StartsWith("KUBE-SVL", StringComparison.Ordinal))
            .Select(rule => rule.Contains("-j KUBE-SEP-", StringComparison.Ordinal) ? rule[..^16] : rule));

    [Fact]
    public void An_internally_local_service_has_its_masquerade_rule_in_the_local_pool()
    {
        string[] rules = Nat(Cluster(Web.InternallyLocal().Local("10.180.0.1").Remote("10.180.0.2")));
        Assert.Contains(rules, rule => rule.StartsWith("KUBE-SVL-XPGD46QRK7WJZT7O", StringComparison.Ordinal) && rule.EndsWith("! -s 10.244.0.0/16 -j KUBE-MARK-MASQ", StringComparison.Ordinal));
        Assert.DoesNotContain(rules, rule => rule.Contains("KUBE-SVC-", StringComparison.Ordinal) || rule.Contains("10.180.0.2", StringComparison.Ordinal));
    }

    [Fact]
    public void Source_ranges_are_checked_in_a_chain_and_what_comes_back_is_dropped()
    {
        FamilyGraph graph = Cluster(Some.Service("ns5/svc5").At("10.96.0.45").LoadBalancer("5.6.7.8").SourceRanges("203.0.113.0/25", "192.0.2.0/24").Port(80, name: "p80").Remote("10.180.0.3"));
        Assert.Equal(
            [
                """KUBE-FW-NUKIZ6OKUXPJNT4C -m comment --comment "ns5/svc5:p80 loadbalancer IP" -s 5.6.7.8/32 -j KUBE-EXT-NUKIZ6OKUXPJNT4C""",
                """KUBE-FW-NUKIZ6OKUXPJNT4C -m comment --comment "ns5/svc5:p80 loadbalancer IP" -s 192.0.2.0/24 -j KUBE-EXT-NUKIZ6OKUXPJNT4C""",
                """KUBE-FW-NUKIZ6OKUXPJNT4C -m comment --comment "ns5/svc5:p80 loadbalancer IP" -s 203.0.113.0/25 -j KUBE-EXT-NUKIZ6OKUXPJNT4C""",
                """KUBE-FW-NUKIZ6OKUXPJNT4C -m comment --comment "other traffic to ns5/svc5:p80 will be dropped by KUBE-PROXY-FIREWALL" """.TrimEnd(),
            ],
            Nat(graph).Where(rule => rule.StartsWith("KUBE-FW", StringComparison.Ordinal)));
        Assert.Contains(Nat(graph), rule => rule.EndsWith("-d 5.6.7.8 --dport 80 -j KUBE-FW-NUKIZ6OKUXPJNT4C", StringComparison.Ordinal));
        Assert.Contains("""KUBE-PROXY-FIREWALL -m comment --comment "ns5/svc5:p80 traffic not accepted by KUBE-FW-NUKIZ6OKUXPJNT4C" -m tcp -p tcp -d 5.6.7.8 --dport 80 -j DROP""", Rendering.Rules(graph, "filter"));
    }

    [Fact]
    public void Without_endpoints_a_frontend_is_refused_and_without_local_ones_dropped() => Assert.Equal(
        [
            """KUBE-EXTERNAL-SERVICES -m comment --comment "ns1/local has no local endpoints" -m udp -p udp -d 198.51.100.2 --dport 53 -j DROP""",
            """KUBE-EXTERNAL-SERVICES -m comment --comment "ns1/local has no local endpoints" -m addrtype --dst-type LOCAL -m udp -p udp ! -d 127.0.0.0/8 --dport 30053 -j DROP""",
            """KUBE-EXTERNAL-SERVICES -m comment --comment "ns1/none:p80 has no endpoints" -m tcp -p tcp -d 198.51.100.1 --dport 80 -j REJECT""",
            """KUBE-EXTERNAL-SERVICES -m comment --comment "ns1/none:p80 has no endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp ! -d 127.0.0.0/8 --dport 30080 -j REJECT""",
            """KUBE-SERVICES -m comment --comment "ns1/none:p80 has no endpoints" -m tcp -p tcp -d 10.96.0.41 --dport 80 -j REJECT""",
        ],
        Rendering.Rules(
            Cluster(
                Some.Service("ns1/none").At("10.96.0.41").ExternalIPs("198.51.100.1").OfType(ServiceType.NodePort).Port(80, name: "p80", nodePort: 30080),
                Some.Service("ns1/local").At("10.96.0.42").LoadBalancer("198.51.100.2").ExternallyLocal().Port(53, Protocol.Udp, nodePort: 30053).Remote("10.180.0.1")),
            "filter").Where(rule => rule.Contains("ns1/", StringComparison.Ordinal)));

    [Fact]
    public void Affinity_looks_for_the_client_first_and_remembers_it_at_the_endpoint() => Assert.Equal(
        [
            "KUBE-SEP-SXIVWICOYRO3J4NJ -m comment --comment ns1/svc1:p80 -s 10.180.0.1 -j KUBE-MARK-MASQ",
            "KUBE-SEP-SXIVWICOYRO3J4NJ -m comment --comment ns1/svc1:p80 -m recent --name KUBE-SEP-SXIVWICOYRO3J4NJ --set -m tcp -p tcp -j DNAT --to-destination 10.180.0.1:80",
            """KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp -p tcp -d 10.96.0.41 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ""",
            """KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -m recent --name KUBE-SEP-SXIVWICOYRO3J4NJ --rcheck --seconds 10800 --reap -j KUBE-SEP-SXIVWICOYRO3J4NJ""",
            """KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -j KUBE-SEP-SXIVWICOYRO3J4NJ""",
        ],
        Nat(Cluster(Web.Sticky().Remote("10.180.0.1"))).Where(rule => rule.StartsWith("KUBE-SEP", StringComparison.Ordinal) || rule.StartsWith("KUBE-SVC", StringComparison.Ordinal)));

    [Fact]
    public void Probabilities_are_printed_to_ten_decimals() => Assert.Equal(
        ["0.2000000000", "0.2500000000", "0.3333333333", "0.5000000000"],
        Probabilities(Cluster(Web.Remote("10.180.0.1", "10.180.0.2", "10.180.0.3", "10.180.0.4", "10.180.0.5"))));

    [Fact]
    public void Weights_are_shares_of_what_is_left() => Assert.Equal(
        ["0.1666666667", "0.4000000000"],
        Probabilities(Weighted(Scheduler.Default, 1, 2, 3)));

    [Fact]
    public void Round_robin_takes_turns_unless_weights_differ()
    {
        Assert.Equal(
            ["--every 3 --packet 0", "--every 2 --packet 0"],
            Nat(Weighted(Scheduler.RoundRobin, 1, 1, 1)).Where(rule => rule.Contains("nth", StringComparison.Ordinal)).Select(rule => rule[rule.IndexOf("--every", StringComparison.Ordinal)..rule.IndexOf(" -j", StringComparison.Ordinal)]));
        Assert.Equal(["0.3333333333"], Probabilities(Weighted(Scheduler.RoundRobin, 1, 2)));
    }

    [Fact]
    public void IPv6_is_written_like_IPv4()
    {
        FamilyGraph graph = GraphBuilder.Build(Some.Cluster(Web.Remote("fd00::1")), GraphOptions.From(Some.Arguments with { NodePortAddresses = ["all"] })).Graph.IPv6;
        Assert.Contains("KUBE-SEP-T5UNFIPVCZXM3U7X -m comment --comment ns1/svc1:p80 -m tcp -p tcp -j DNAT --to-destination [fd00::1]:80", Nat(graph));
        Assert.Contains("""KUBE-SERVICES -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp -p tcp -d fd00:10:96::41 --dport 80 -j KUBE-SVC-XPGD46QRK7WJZT7O""", Nat(graph));
        Assert.Contains(Rendering.Rules(graph, "nat"), rule => rule.EndsWith("! -d ::1/128 -j KUBE-NODEPORTS", StringComparison.Ordinal));
    }

    [Fact]
    public void Health_check_node_ports_are_accepted() => Assert.Contains(
        """KUBE-NODEPORTS -m comment --comment "ns1/svc1:p80 health check node port" -m tcp -p tcp --dport 30000 -j ACCEPT""",
        Rendering.Rules(Cluster(Web.LoadBalancer("1.2.3.4").ExternallyLocal().With(service => service with { HealthCheckNodePort = 30000 })), "filter"));

    [Fact]
    public void Node_ports_on_loopback_come_with_the_guard_that_keeps_the_outside_off_it()
    {
        FamilyGraph graph = With(Some.Arguments with { NodePortAddresses = ["all"], LocalhostNodePorts = true });
        Assert.Contains(Nat(graph), rule => rule.EndsWith("-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS", StringComparison.Ordinal));
        Assert.Contains("""KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP""", Rendering.Rules(graph, "filter"));
        Assert.Contains("INPUT -j KUBE-FIREWALL", Rendering.Rules(graph, "filter"));
    }

    [Fact]
    public void Node_ports_answer_only_on_the_addresses_that_were_chosen()
    {
        FamilyGraph graph = With(Some.Arguments with { NodePortAddresses = ["192.0.2.0/24", "198.51.100.7/32"] });
        Assert.Equal(["-m addrtype --dst-type LOCAL -d 192.0.2.0/24", "-m addrtype --dst-type LOCAL -d 198.51.100.7"], Nat(graph)
            .Where(rule => rule.EndsWith("-j KUBE-NODEPORTS", StringComparison.Ordinal)).Select(rule => rule[rule.IndexOf("-m addrtype", StringComparison.Ordinal)..^18]));
    }

    [Theory]
    [InlineData("BridgeInterface", "-i cbr0")]
    [InlineData("InterfaceNamePrefix", "-i veth+")]
    public void Pods_may_be_recognised_by_their_interface(string mode, string match)
    {
        FamilyGraph graph = With(
            Some.Arguments with { DetectLocalMode = mode, BridgeInterface = "cbr0", InterfaceNamePrefix = "veth" },
            Web.LoadBalancer("1.2.3.4").ExternallyLocal().Local("10.180.0.1"));
        Assert.Contains(Nat(graph), rule => rule.Contains($"external destinations\" {match} -j", StringComparison.Ordinal));
        Assert.Contains(Nat(graph), rule => rule.Contains($"! {match} -j KUBE-MARK-MASQ", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_leave_rules_out()
    {
        IptablesRenderer renderer = Rendering.With(new IptablesOptions { DropInvalid = false, RandomFully = false, CommentedEndpoints = 0 });
        FamilyGraph graph = Cluster(Web.Remote("10.180.0.1"));
        Assert.DoesNotContain(Rendering.Rules(graph, "filter", renderer), rule => rule.Contains("INVALID", StringComparison.Ordinal));
        Assert.DoesNotContain(Rendering.Rules(graph, "nat", renderer), rule => rule.Contains("--random-fully", StringComparison.Ordinal));
        Assert.Contains("KUBE-SVC-XPGD46QRK7WJZT7O -j KUBE-SEP-SXIVWICOYRO3J4NJ", Rendering.Rules(graph, "nat", renderer));
        Assert.Contains("KUBE-SEP-SXIVWICOYRO3J4NJ -s 10.180.0.1 -j KUBE-MARK-MASQ", Rendering.Rules(graph, "nat", renderer));
    }

    private static FamilyGraph Cluster(params SomeService[] services) => Some.IPv4([.. services]) with { Node = All.Node };

    private static FamilyGraph All { get; } = With(Some.Arguments with { NodePortAddresses = ["all"] });

    private static FamilyGraph With(GraphArguments arguments, params SomeService[] services) =>
        GraphBuilder.Build(Some.Cluster(services), GraphOptions.From(arguments)).Graph.IPv4;

    private static FamilyGraph Weighted(Scheduler scheduler, params int[] weights)
    {
        FamilyGraph graph = Cluster(Web.Remote("10.180.0.1"));
        ServicePort port = graph.Ports[0];
        Endpoint[] endpoints = [.. weights.Select((weight, i) => new Endpoint(new IPAddress([10, 180, 0, (byte)(i + 1)]), 80, IsLocal: false, weight))];
        return graph with { Ports = [port with { Frontends = [port.Frontends[0] with { Pool = new EndpointPool([.. endpoints]), Scheduler = scheduler }] }] };
    }

    /// <summary>Without what is there in every cluster.</summary>
    private static string[] Nat(FamilyGraph graph) => [.. Rendering.Rules(graph, "nat").Except(Rendering.Rules(Cluster(), "nat").Where(rule => !rule.Contains("KUBE-NODEPORTS", StringComparison.Ordinal)))
        .Where(rule => !rule.StartsWith(ChainName.State, StringComparison.Ordinal))];

    private static IEnumerable<string> Probabilities(FamilyGraph graph) => Nat(graph)
        .Select(rule => rule.Split(' ')).Where(words => words.Contains("--probability")).Select(words => words[Array.IndexOf(words, "--probability") + 1]);
}
