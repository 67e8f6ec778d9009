using System.Text;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Templating;
using Proxier.Testing;

namespace Proxier.Backends.Userspace.Tests;

public sealed class UserspaceRendererTests
{
    private static readonly PortRange Ports = new(61000, 64999);
    private static readonly UserspaceRenderer Renderer = new(new UserspaceTemplates(new EmbeddedTemplates(typeof(UserspaceRenderer).Assembly)));

    [Theory]
    [InlineData(RuleTool.Nft)]
    [InlineData(RuleTool.Iptables)]
    public void Endpoints_change_without_a_script_but_not_without_an_apply(RuleTool tool)
    {
        UserspaceRuleset before = Render(Some.IPv4(Web().Local("10.244.1.5")), null, tool);
        UserspaceRuleset after = Render(Some.IPv4(Web().Local("10.244.1.6", "10.244.1.7")), before, tool);
        Assert.Empty(after.Scripts);
        Assert.False(after.IsEmpty);
        Assert.Equal(2, Assert.Single(after.Lanes).Pool.Endpoints.Count);
        Assert.True(Render(after.Graph, after, tool).IsEmpty);
    }

    [Fact]
    public void A_new_service_costs_its_own_elements()
    {
        UserspaceRuleset before = Render(Some.IPv4(Web().Local("10.244.1.5")), null, RuleTool.Nft);
        SomeService dns = Some.Service("kube-system/dns").At("10.96.0.11").Port(53, Protocol.Udp, target: 5353).Local("10.244.1.9");
        UserspaceRuleset after = Render(Some.IPv4(Web().Local("10.244.1.5"), dns), before, RuleTool.Nft);
        ushort port = after.Lanes.Single(lane => lane.Name.Service.Protocol == Protocol.Udp).Port;
        Assert.Equal(
            $$"""
            add element ip proxier-portals cluster-ips {
            	10.96.0.11,
            }
            add element ip proxier-portals portals {
            	10.96.0.11 . udp . 53 comment "kube-system/dns" : {{port}},
            }
            add element ip proxier-portals proxies {
            	udp . {{port}} comment "kube-system/dns",
            }

            """,
            Text(Assert.Single(after.Scripts)));
    }

    [Fact]
    public void A_service_that_loses_its_last_endpoint_is_refused_in_one_transaction()
    {
        UserspaceRuleset before = Render(Some.IPv4(Web().Local("10.244.1.5")), null, RuleTool.Nft);
        string change = Text(Assert.Single(Render(Some.IPv4(Web()), before, RuleTool.Nft).Scripts));
        Assert.Contains("delete element ip proxier-portals portals {\n\t10.96.0.10 . tcp . 80,\n}", change, StringComparison.Ordinal);
        Assert.Contains("add element ip proxier-portals no-endpoints {\n\t10.96.0.10 . tcp . 80 comment \"default/web\" : goto refuse,\n}", change, StringComparison.Ordinal);
    }

    [Fact]
    public void Iptables_has_the_chains_of_kube_proxy()
    {
        SomeService web = Web(30080).LoadBalancer("203.0.113.50").SourceRanges("198.51.100.0/24").ExternallyLocal().Local("10.244.1.5").Remote("10.244.2.6");
        UserspaceRuleset rules = Render(Some.IPv4(web), null, RuleTool.Iptables);
        ushort cluster = rules.Lanes.Single(lane => !lane.Name.IsLocal).Port, local = rules.Lanes.Single(lane => lane.Name.IsLocal).Port;
        Assert.Equal(["iptables-restore", "iptables-restore"], rules.Scripts.Select(script => script.Program));
        string text = Text(rules.Scripts[0]);
        Assert.All(
            new[]
            {
                $"-A KUBE-PORTALS-CONTAINER -m comment --comment \"default/web\" -d 10.96.0.10 -p tcp -m tcp --dport 80 -j {To(cluster)}",
                $"-A KUBE-PORTALS-HOST -m comment --comment \"default/web\" -d 10.96.0.10 -p tcp -m tcp --dport 80 -j REDIRECT --to-ports {cluster}",
                $"-A KUBE-PORTALS-CONTAINER -m comment --comment \"default/web\" -d 203.0.113.50 -p tcp -m tcp --dport 80 -j {To(local)}",
                $"-A KUBE-PORTALS-HOST -m comment --comment \"default/web\" -d 203.0.113.50 -p tcp -m tcp --dport 80 -j REDIRECT --to-ports {cluster}",
                $"-A KUBE-NODEPORT-CONTAINER -m comment --comment \"default/web\" -d 192.0.2.1/32 -p tcp -m tcp --dport 30080 -j {To(local)}",
                $"-A KUBE-NODEPORT-HOST -m comment --comment \"default/web\" -d 192.0.2.1/32 -p tcp -m tcp --dport 30080 -j REDIRECT --to-ports {cluster}",
                $"-A KUBE-NODEPORT-NON-LOCAL -m comment --comment \"default/web\" -p tcp -m tcp --dport {cluster} -m conntrack --ctstate DNAT -j ACCEPT",
                "-A KUBE-PORTALS-FIREWALL -m comment --comment \"default/web\" -s 198.51.100.0/24 -d 203.0.113.50 -p tcp -m tcp --dport 80 -j RETURN",
                "-A KUBE-PORTALS-FIREWALL -m comment --comment \"default/web\" -d 203.0.113.50 -p tcp -m tcp --dport 80 -m conntrack --ctstate NEW -j DROP",
            },
            line => Assert.Contains($"{line}\n", text, StringComparison.Ordinal));

        string To(ushort port) => rules.Graph.Node.NodeAddresses.IsEmpty ? $"REDIRECT --to-ports {port}" : $"DNAT --to-destination {rules.Graph.Node.NodeAddresses[0]}:{port}";
    }

    [Fact]
    public void The_same_graph_gives_the_same_bytes() =>
        Assert.Equal(Text(Render(Some.IPv4(Web().Local("10.244.1.5")), null, RuleTool.Nft).Scripts[0]), Text(Render(Some.IPv4(Web().Local("10.244.1.5")), null, RuleTool.Nft).Scripts[0]));

    private static SomeService Web(ushort nodePort = 0) => Some.Service().Port(80, nodePort: nodePort);

    private static UserspaceRuleset Render(FamilyGraph graph, UserspaceRuleset? applied, RuleTool tool)
    {
        PortBook book = PortBook.Empty with { Held = applied is null ? PortBook.Empty.Held : PortBook.Empty.Held.AddRange(applied.Lanes.Select(lane => KeyValuePair.Create(lane.Name, lane.Port))) };
        return Renderer.Render(graph, applied, tool, book, Ports);
    }

    private static string Text(Script script)
    {
        using var stream = new MemoryStream();
        script.Text.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
