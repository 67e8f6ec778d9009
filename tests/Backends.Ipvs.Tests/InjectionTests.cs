using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Iptables;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>Names come from users of the cluster; none is ever written. The name of an interface comes from the operator, and is one word.</summary>
public sealed class InjectionTests
{
    private static readonly string[] Nasty =
    [
        "x\" -j ACCEPT\n-A INPUT -j DROP #", "\\", "\"", "\\\"", "a\nCOMMIT\n*filter\n-F\nCOMMIT", "-j", "10.0.0.1:80 -s rr\n-C", "add KUBE-CLUSTER-IP 0.0.0.0", "$(reboot)", " ", "\t", "\0", "é", "😀", "\r\n", new string('n', 400),
    ];

    [Fact]
    public void Whatever_a_name_is_the_scripts_are_the_same() => Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), names =>
    {
        string Name(int index) => names.Length == 0 ? "" : names[index % names.Length] ?? "";
        Assert.Equal(Text("plain", "plain", "plain"), Text(Name(0), Name(1), Name(2)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void No_nasty_name_is_written() => Assert.All(Nasty, name => Assert.Equal(Text("plain", "plain", "plain"), Text(name, name, name)));

    [Theory]
    [InlineData("br0")]
    [InlineData("br\"0")]
    [InlineData("br\\0")]
    [InlineData("br 0\" -j ACCEPT")]
    public void An_interface_name_is_read_back_as_it_is(string name) => Assert.Equal([name], RestoreRule.Split(RuleWords.Quoted(name)));

    private static string Text(string @namespace, string service, string port)
    {
        FamilyGraph graph = Some.IPv4(Some.Service().At("10.96.0.2").LoadBalancer("198.51.100.7").SourceRanges("192.0.2.0/24").ExternallyLocal().Sticky()
            .Port(80, nodePort: 30080).Local("10.244.1.3").Remote("10.244.2.4"));
        var name = new ServicePortName(new ObjectName(@namespace, service), port, Protocol.Tcp);
        using var bed = new IpvsBed();
        using var text = new MemoryStream();
        foreach (Script script in bed.Backend.RenderRepair(graph with { Ports = [graph.Ports[0] with { Name = name }] }).Scripts)
            script.Text.WriteTo(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
