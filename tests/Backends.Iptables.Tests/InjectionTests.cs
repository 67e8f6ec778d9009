using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Iptables;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>Names come from users of the cluster, and rules are text: no name may become more than a comment.</summary>
public sealed partial class InjectionTests
{
    private static readonly string[] Nasty =
    [
        "x\" -j ACCEPT\n-A INPUT -j DROP #", "\\", "\"", "\\\"", "a\nCOMMIT\n*filter\n-F\nCOMMIT", "-j", "-j DROP", "'", "$(reboot)", "`id`", " ", "\t", "\0", "é", "😀", "\r\n", new string('n', 400),
    ];

    private static string[] Plain { get; } = Shape("plain", "plain", "plain", "eth0");

    [Fact]
    public void Whatever_a_name_is_the_rules_are_the_same_but_for_comments() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), names => AssertHarmless([.. names.Select(name => name ?? "")])).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void No_nasty_name_is_more_than_a_comment() => Assert.All(Nasty, name => AssertHarmless([name, name, name, name]));

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task The_tool_reads_nasty_names_as_comments_too(IptablesVariant variant)
    {
        await using KernelTables plain = await KernelTables.CreateAsync(variant);
        await plain.RepairAsync(Graph("plain", "plain", "plain", "eth0"));
        int rules = (await plain.SaveAsync(IpFamily.IPv4)).Split('\n').Length;
        foreach (string name in Nasty)
        {
            await using KernelTables tables = await KernelTables.CreateAsync(variant);
            await tables.RepairAsync(Graph(name, name, name, "eth0"));
            Assert.Equal(rules, (await tables.SaveAsync(IpFamily.IPv4)).Split('\n').Length);
        }
    }

    [Theory]
    [InlineData("br0")]
    [InlineData("br\"0")]
    [InlineData("br\\0")]
    [InlineData("br\\\"0")]
    public void An_interface_name_is_read_back_as_it_is(string name) => Assert.Equal([name], RestoreRule.Split(RuleWords.Quoted(name)));

    private static void AssertHarmless(string[] names)
    {
        string Name(int index) => names.Length == 0 ? "" : names[index % names.Length];
        Assert.Equal(Plain, Shape(Name(0), Name(1), Name(2), Name(3)));
    }

    /// <summary>The words of all lines, without comments, hashes and the interface.</summary>
    private static string[] Shape(string @namespace, string service, string port, string interfaceName)
    {
        IptablesRuleset ruleset = Rendering.Renderer.RenderRepair(Graph(@namespace, service, port, interfaceName), Cut.ForNft);
        string text = Rendering.Text(ruleset.Scripts.Single());
        new RestoreKernel().Load(text);
        return [.. text.Split('\n').Where(line => !line.StartsWith('#')).Select(line =>
        {
            string[] words = [.. RestoreRule.Split(line)];
            for (int i = 1; i < words.Length; i++)
                words[i] = words[i - 1] is "--comment" or "-i" ? "" : words[i];
            return Hash().Replace(string.Join('|', words), "-");
        }).Order(StringComparer.Ordinal)];
    }

    private static FamilyGraph Graph(string @namespace, string service, string port, string interfaceName)
    {
        FamilyGraph graph = Some.IPv4(Some.Service().At("10.96.0.2").LoadBalancer("198.51.100.7").SourceRanges("192.0.2.0/24").ExternallyLocal().Sticky()
            .Port(80, nodePort: 30080).Local("10.244.1.3").Remote("10.244.2.4"));
        var name = new ServicePortName(new ObjectName(@namespace, service), port, Protocol.Tcp);
        return graph with { Ports = [graph.Ports[0] with { Name = name }], Node = graph.Node with { PodSource = new PodSource.Interface(interfaceName) } };
    }

    [GeneratedRegex("-[A-Z2-7]{16}")]
    private static partial Regex Hash();
}
