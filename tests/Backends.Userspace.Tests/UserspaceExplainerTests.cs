using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Userspace.Tests;

public sealed class UserspaceExplainerTests
{
    private static SomeService Web => Some.Service().Port(80, nodePort: 30080).LoadBalancer("203.0.113.1").SourceRanges("198.51.100.0/24").ExternallyLocal().Local("10.244.1.5").Remote("10.244.2.5");

    [Theory]
    [InlineData(IpFamily.IPv4, RuleTool.Nft)]
    [InlineData(IpFamily.IPv6, RuleTool.Nft)]
    [InlineData(IpFamily.IPv4, RuleTool.Iptables)]
    [InlineData(IpFamily.IPv6, RuleTool.Iptables)]
    public void Everything_that_it_names_is_in_the_rules_that_are_rendered(IpFamily family, RuleTool tool)
    {
        using ServiceProvider host = Host(tool);
        var cluster = new RandomCluster();
        int named = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            cluster.Change(seed);
            FamilyGraph graph = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options).Graph[family];
            HashSet<string> lines = [.. host.GetRequiredService<IProxyBackend>().RenderRepair(graph).Scripts.SelectMany(script => script.Text.Lines()).Select(line => line.Trim().TrimEnd(','))];
            foreach (KernelObject item in Packets.ToAll(graph).SelectMany(packet => Explain(host, graph, packet)).Where(item => item.Kind is "element" or "rule"))
            {
                named++;
                Assert.Contains(item.Text, lines);
            }
        }

        Assert.InRange(named, 200, int.MaxValue);
    }

    [Theory]
    [InlineData(RuleTool.Nft, "198.51.100.7", "set firewalled", "set allowed-sources", "chain firewall", "map portals", "chain portals-container", "set proxies", "chain proxy-check", "proxy default/web (this node)")]
    [InlineData(RuleTool.Iptables, "198.51.100.7", "mangle KUBE-PORTALS-FIREWALL", "nat KUBE-PORTALS-CONTAINER", "filter KUBE-NODEPORT-NON-LOCAL", "proxy default/web (this node)")]
    [InlineData(RuleTool.Nft, "203.0.113.9", "set firewalled", "set allowed-sources", "chain firewall")]
    public void The_way_of_a_packet_is_in_its_order(RuleTool tool, string from, params string[] places)
    {
        using ServiceProvider host = Host(tool);
        Assert.Equal(places, Explain(host, Some.IPv4(Web), Packet(from, "203.0.113.1", 80)).Select(item => item.Place).Distinct());
    }

    [Theory]
    [InlineData(RuleTool.Nft, "map own-node-portals", "chain portals-own")]
    [InlineData(RuleTool.Iptables, "nat KUBE-NODEPORT-CONTAINER")]
    public void A_pod_reaches_the_proxy_of_all_endpoints(RuleTool tool, params string[] rules)
    {
        using ServiceProvider host = Host(tool);
        IReadOnlyList<KernelObject> objects = Explain(host, Some.IPv4(Web), Packet("10.244.1.9", "192.0.2.1", 30080));
        Assert.Equal(rules, objects.Select(item => item.Place).Distinct().Take(rules.Length));
        Assert.Equal("proxy default/web", objects[^1].Place);
        Assert.Matches(@"^listens on tcp port \d+\nconnects to 10\.244\.1\.5:8080, 10\.244\.2\.5:8080$", objects[^1].Text);
    }

    [Fact]
    public void What_is_said_of_a_connection_is_what_proxies_do()
    {
        using ServiceProvider host = Host(RuleTool.Nft);
        SomeService named = Some.Service().Port(80).Local("10.244.1.5").With(service => service with { ProxyProtocolName = Service.ProxyProtocolV2 });
        FamilyGraph graph = Some.IPv4(named);
        var explainer = host.GetRequiredService<IBackendExplainer>();
        PacketVerdict verdict = new PacketExplainer(graph, new HostAddresses(graph.Node, []), explainer.Habits).Explain(Packet("10.244.1.9", "10.96.0.10", 80));
        Assert.Equal(SourceRewrite.Proxied, Assert.Single(verdict.Candidates).Source);
        Assert.Collection(explainer.RemarksOn(verdict), header => Assert.Contains("PROXY protocol", header, StringComparison.Ordinal), retries => Assert.Contains("another one is tried", retries, StringComparison.Ordinal));
    }

    private static Packet Packet(string from, string to, ushort port) => new(Protocol.Tcp, IPAddress.Parse(from), IPAddress.Parse(to), port);

    private static IReadOnlyList<KernelObject> Explain(ServiceProvider host, FamilyGraph graph, Packet packet)
    {
        var explainer = host.GetRequiredService<IBackendExplainer>();
        return explainer.ObjectsOf(graph, new PacketExplainer(graph, new HostAddresses(graph.Node, []), explainer.Habits).Explain(packet));
    }

    private static ServiceProvider Host(RuleTool tool) => new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(new NoPrograms())
        .AddSingleton<ITableEvents, NoEvents>().AddUserspaceBackend(options => options.Rules = tool).BuildServiceProvider();

    private sealed class NoEvents : ITableEvents
    {
        public IAsyncEnumerable<TableCommit> ListenAsync(string table, CancellationToken cancel) => throw new NotSupportedException($"Nobody listens to {table}.");
    }
}
