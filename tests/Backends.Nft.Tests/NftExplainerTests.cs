using System.Net;
using Proxier.Backends.Nft.Explaining;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Templating;
using Proxier.Testing;

namespace Proxier.Backends.Nft.Tests;

public sealed class NftExplainerTests
{
    private static readonly NftExplainer Explainer = new(new NftTemplates(new EmbeddedTemplates(typeof(NftBackend).Assembly)));

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void Everything_that_it_names_is_in_the_rules_that_are_rendered(IpFamily family)
    {
        var cluster = new RandomCluster();
        int named = 0;
        for (int seed = 0; seed < 120; seed++)
        {
            cluster.Change(seed);
            FamilyGraph graph = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options).Graph[family];
            string rules = string.Concat(Rendering.Renderer.Render(graph, null).Scripts.Select(Rendering.Text));
            foreach (KernelObject item in Packets.ToAll(graph).SelectMany(packet => Explain(graph, packet)).Where(item => item.Kind != "map"))
            {
                named++;
                Assert.All(item.Text.Split('\n'), line => Assert.Contains(line, rules, StringComparison.Ordinal));
                Assert.Contains(item.Place.Split(' ')[1], rules, StringComparison.Ordinal);
            }
        }

        Assert.InRange(named, 200, int.MaxValue);
    }

    [Fact]
    public void The_way_of_a_packet_is_in_its_order()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80).LoadBalancer("203.0.113.1").SourceRanges("198.51.100.0/24").ExternallyLocal().Local("10.244.1.5").Remote("10.244.2.5"));
        var packet = new Packet(Protocol.Tcp, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("203.0.113.1"), 80);
        Assert.Equal(
            ["set firewalled", "set allowed-sources", "chain firewall"],
            Explain(graph, packet).Select(item => item.Place));
        Assert.Equal(
            ["set firewalled", "set allowed-sources", "chain firewall", "chain services", "map frontends", "chain local-pick-1", "chain pick-1", "map backends"],
            Explain(graph, packet with { Source = IPAddress.Parse("198.51.100.7") }).Select(item => item.Place));
    }

    [Fact]
    public void Of_a_large_table_one_slot_of_each_endpoint_is_shown()
    {
        FamilyGraph graph = Some.IPv4(Some.Service().Port(80).With(service => service with { SchedulerName = "maglev" }).Local("10.244.1.5").Remote("10.244.2.5"));
        var packet = new Packet(Protocol.Tcp, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("10.96.0.10"), 80);
        Assert.Equal(2, Explain(graph, packet).Count(item => item.Place == "map backends"));
    }

    private static IReadOnlyList<KernelObject> Explain(FamilyGraph graph, Packet packet) =>
        Explainer.ObjectsOf(graph, new PacketExplainer(graph, new HostAddresses(graph.Node, []), Explainer.Habits).Explain(packet));
}
