using System.Net;
using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Explaining;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Templating;
using Proxier.Testing;

namespace Proxier.Backends.Iptables.Tests;

public sealed class IptablesExplainerTests
{
    [Theory]
    [InlineData(IpFamily.IPv4, DispatchMode.List)]
    [InlineData(IpFamily.IPv4, DispatchMode.Tree)]
    [InlineData(IpFamily.IPv6, DispatchMode.Tree)]
    public void Everything_that_it_names_is_in_the_rules_that_are_rendered(IpFamily family, DispatchMode dispatch)
    {
        var options = new IptablesOptions { Dispatch = dispatch };
        var cluster = new RandomCluster();
        int named = 0;
        for (int seed = 0; seed < 80; seed++)
        {
            cluster.Change(seed);
            FamilyGraph graph = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options).Graph[family];
            HashSet<string> rules = [.. Rendering.With(options).RenderRepair(graph, Cut.ForNft).Scripts.SelectMany(script => Rendering.Text(script).Split('\n'))];
            foreach (KernelObject item in Packets.ToAll(graph).SelectMany(packet => Explain(graph, packet, options)))
            {
                named++;
                Assert.Contains(item.Text, rules);
            }
        }

        Assert.InRange(named, 200, int.MaxValue);
    }

    [Fact]
    public void The_way_of_a_packet_is_in_its_order()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80, nodePort: 30080).LoadBalancer("203.0.113.1").SourceRanges("198.51.100.0/24").Local("10.244.1.5"));
        var packet = new Packet(Protocol.Tcp, IPAddress.Parse("192.0.2.9"), IPAddress.Parse("203.0.113.1"), 80);
        Assert.Equal(
            ["nat KUBE-SERVICES", "nat KUBE-FW", "filter KUBE-PROXY-FIREWALL"], Places(Explain(graph, packet, new IptablesOptions())));
        Assert.Equal(
            ["nat KUBE-SERVICES", "nat KUBE-NODEPORTS", "nat KUBE-EXT", "nat KUBE-SVC", "nat KUBE-SEP", "nat KUBE-MARK", "nat KUBE-POSTROUTING"],
            Places(Explain(graph, packet with { Destination = IPAddress.Parse("192.0.2.1"), Port = 30080 }, new IptablesOptions())));
    }

    /// <summary>kube-proxy has one chain of source ranges for all load balancer addresses of a service port, and so have we.</summary>
    [Fact]
    public void What_one_load_balancer_address_allows_all_of_the_service_allow()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80).LoadBalancer("203.0.113.1", "203.0.113.2").SourceRanges("192.0.2.1/32").Local("10.244.1.5"));
        var packet = new Packet(Protocol.Tcp, IPAddress.Parse("203.0.113.2"), IPAddress.Parse("203.0.113.1"), 80);
        Assert.Contains(Explain(graph, packet, new IptablesOptions()), item => item.Place.StartsWith("nat KUBE-SVC-", StringComparison.Ordinal));
        Assert.Contains(Explain(graph, packet, new IptablesOptions()), item => item.Place.StartsWith("nat KUBE-FW-", StringComparison.Ordinal) && item.Text.Contains(" -s 203.0.113.2", StringComparison.Ordinal));
    }

    private static string[] Places(IEnumerable<KernelObject> objects) => [.. objects
        .Select(item => item.Place.Count(c => c == '-') < 2 || item.Place.EndsWith("FIREWALL", StringComparison.Ordinal) ? item.Place : item.Place[..item.Place.LastIndexOf('-')]).Distinct()];

    private static IReadOnlyList<KernelObject> Explain(FamilyGraph graph, Packet packet, IptablesOptions options)
    {
        var templates = new IptablesTemplates(new EmbeddedTemplates(typeof(IptablesBackend).Assembly));
        var explainer = new IptablesExplainer(new IptablesRenderer(templates, Options.Create(options)), templates, Options.Create(options));
        return explainer.ObjectsOf(graph, new PacketExplainer(graph, new HostAddresses(graph.Node, []), explainer.Habits).Explain(packet));
    }
}
