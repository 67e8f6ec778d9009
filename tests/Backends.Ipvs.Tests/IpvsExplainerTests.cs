using System.Net;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Ipvs.Tests;

public sealed class IpvsExplainerTests : IDisposable
{
    private readonly IpvsBed _bed = new();

    private static SomeService Web => Some.Service().Port(80, nodePort: 30080).LoadBalancer("203.0.113.1").SourceRanges("198.51.100.0/24").Local("10.244.1.5").Remote("10.244.2.5");

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void Everything_that_it_names_is_in_the_scripts_that_are_rendered(IpFamily family)
    {
        var cluster = new RandomCluster();
        int named = 0;
        for (int seed = 0; seed < 80; seed++)
        {
            cluster.Change(seed);
            FamilyGraph graph = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options).Graph[family];
            HashSet<string> lines = [.. _bed.Backend.RenderRepair(graph).Scripts.SelectMany(script => script.Text.Lines())];
            foreach (KernelObject item in Packets.ToAll(graph).SelectMany(packet => Explain(graph, packet)))
            {
                named++;
                Assert.Contains(Line(item, family), lines);
            }
        }

        Assert.InRange(named, 200, int.MaxValue);
    }

    [Fact]
    public void The_way_of_a_stranger_is_in_its_order() => Assert.Equal(
        [
            "set KUBE-LOAD-BALANCER", "nat KUBE-SERVICES", "nat KUBE-LOAD-BALANCER", "set KUBE-LOAD-BALANCER-SOURCE-CIDR", "set KUBE-LOAD-BALANCER-FW",
            "filter KUBE-PROXY-FIREWALL", "filter KUBE-SOURCE-RANGES-FIREWALL", "link kube-ipvs0", "virtual server -t 203.0.113.1:80", "nat KUBE-MARK-MASQ", "nat KUBE-POSTROUTING",
        ],
        Places(Web, "198.51.100.7", "203.0.113.1", 80));

    [Fact]
    public void The_node_itself_is_judged_before_IPVS_takes_its_packet() =>
        Assert.Equal(["set KUBE-LOAD-BALANCER-SOURCE-CIDR", "set KUBE-LOAD-BALANCER-FW", "mangle KUBE-PROXIER-SOURCES"], Places(Web, "192.0.2.1", "203.0.113.1", 80));

    [Fact]
    public void A_node_port_is_a_virtual_server_at_the_address_that_is_asked() => Assert.Equal(
        ["set KUBE-NODE-PORT-LOCAL-TCP", "set KUBE-NODE-PORT-TCP", "nat KUBE-SERVICES", "nat KUBE-NODE-PORT", "virtual server -t 192.0.2.1:30080"],
        Places(Some.Service().Port(80, nodePort: 30080).OfType(ServiceType.NodePort).ExternallyLocal().Local("10.244.1.5"), "198.51.100.7", "192.0.2.1", 30080));

    [Fact]
    public void What_has_no_endpoint_here_is_dropped_by_a_set() =>
        Assert.Equal(["set PROXIER-DROP-EXTERNAL", "mangle KUBE-PROXIER-DROP"], Places(Some.Service().Port(80).LoadBalancer("203.0.113.1").ExternallyLocal().Remote("10.244.2.5"), "198.51.100.7", "203.0.113.1", 80));

    [Fact]
    public void A_port_that_an_address_does_not_have_is_refused_by_the_filter() =>
        Assert.Equal(["link kube-ipvs0", "set KUBE-IPVS-IPS", "filter KUBE-IPVS-FILTER"], Places(Web, "198.51.100.7", "203.0.113.1", 81));

    [Fact]
    public void An_endpoint_that_meets_itself_is_known_by_a_set()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80).Local("10.244.1.5"));
        KernelObject member = Explain(graph, Packet("10.244.1.5", "10.96.0.10", 80)).Single(item => item.Place == "set KUBE-LOOP-BACK");
        Assert.Equal("10.244.1.5,tcp:8080,10.244.1.5", member.Text);
    }

    [Fact]
    public void The_scheduler_is_that_of_the_options()
    {
        using var bed = new IpvsBed(options => options.Scheduler = "mh");
        Assert.Equal(Scheduler.Maglev, bed.Explainer.Habits.DefaultScheduler);
        Assert.Equal(Scheduler.RoundRobin, _bed.Explainer.Habits.DefaultScheduler);
    }

    private static string Line(KernelObject item, IpFamily family) => item switch
    {
        { Kind: "element", Place: "link kube-ipvs0" } => $"address add {item.Text} dev kube-ipvs0{(family == IpFamily.IPv6 ? " nodad" : "")}",
        { Kind: "element" } => $"add {item.Place.Split(' ')[1]} {item.Text}",
        _ => item.Text,
    };

    private string[] Places(SomeService service, string from, string to, ushort port) => [.. Explain(Some.IPv4(service), Packet(from, to, port)).Select(item => item.Place).Distinct()];

    private static Packet Packet(string from, string to, ushort port) => new(Protocol.Tcp, IPAddress.Parse(from), IPAddress.Parse(to), port);

    private IReadOnlyList<KernelObject> Explain(FamilyGraph graph, Packet packet) =>
        _bed.Explainer.ObjectsOf(graph, new PacketExplainer(graph, new Core.Explaining.HostAddresses(graph.Node, []), _bed.Explainer.Habits).Explain(packet));
}
