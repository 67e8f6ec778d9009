using FsCheck;
using FsCheck.Fluent;

namespace Proxier.Proxyctl.Tests.Hostile;

/// <summary>
/// Whatever a manifest says, either it is refused, and then nothing is rendered, or the script holds nothing but lines of known shape.
/// </summary>
public sealed class HostileInputTests : IAsyncLifetime
{
    private HashSet<string> _frame = [];

    public static TheoryData<string> Fields => [.. HostileField.All.Select(place => place.Name)];

    /// <summary>What is rendered without any Service, whether the node's addresses are known or not.</summary>
    public async Task InitializeAsync()
    {
        ToolRun empty = await RenderAsync("");
        ToolRun node = await RenderAsync("""
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-a"},
             "status": {"addresses": [{"type": "InternalIP", "address": "192.0.2.1"}, {"type": "InternalIP", "address": "2001:db8::1"}]}}
            """);
        _frame = [.. empty.Output.Split('\n'), .. node.Output.Split('\n')];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task No_field_gets_anything_into_the_rules(string name)
    {
        HostileField field = HostileField.All.Single(place => place.Name == name);
        foreach (string text in HostileText.Whole)
        {
            var cluster = new HostileCluster();
            field.Put(cluster, text);
            AssertHarmless(await RenderAsync(cluster.ToString()), cluster.ToString());
        }
    }

    [Fact]
    public void No_text_in_any_two_fields_gets_anything_into_the_rules()
    {
        Gen<string> text = Gen.Elements<string>([.. HostileText.Parts]).ListOf().Select(parts => string.Concat(parts.Take(8)));
        Gen<HostileField> field = Gen.Elements<HostileField>([.. HostileField.All]);
        Prop.ForAll(Gen.Zip(Gen.Zip(field, text), Gen.Zip(field, text)).ToArbitrary(), puts =>
        {
            var cluster = new HostileCluster();
            puts.Item1.Item1.Put(cluster, puts.Item1.Item2);
            puts.Item2.Item1.Put(cluster, puts.Item2.Item2);
            AssertHarmless(RenderAsync(cluster.ToString()).GetAwaiter().GetResult(), cluster.ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public async Task Longest_names_are_cut_to_what_a_comment_holds()
    {
        var cluster = new HostileCluster();
        foreach (HostileField field in HostileField.All.Where(place => place.Name is "namespace" or "name" or "port name"))
            field.Put(cluster, new string('a', 63));
        ToolRun run = await RenderAsync(cluster.ToString());
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains($"comment \"{new string('a', 63)}/{new string('a', 60)}...\"", run.Output, StringComparison.Ordinal);
        AssertHarmless(run, cluster.ToString());
    }

    [Theory]
    [InlineData("--detect-local-mode InterfaceNamePrefix --pod-interface-name-prefix", "veth\" accept #")]
    [InlineData("--detect-local-mode BridgeInterface --pod-bridge-interface", "br\n}")]
    [InlineData("--nodeport-addresses", "10.0.0.0/8 } ; flush ruleset")]
    [InlineData("--service-cidr", "10.0.0.0/8\n}")]
    [InlineData("--cluster-cidr", "10.0.0.0/8 accept")]
    [InlineData("--bind-address", "10.0.0.1 accept")]
    public async Task Flags_are_no_way_in_either(string flags, string text)
    {
        ToolRun run = await ToolRun.ReadingAsync(new HostileCluster().ToString(), ["render", "-f", "-", .. flags.Split(' '), text]);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("\t\tcounter accept")]
    [InlineData("flush ruleset")]
    [InlineData("table ip filter {")]
    [InlineData("\t10.96.0.10 . tcp . 80 comment \"shop/web\" : accept,")]
    [InlineData("\t10.96.0.10 . tcp . 80 comment \"shop/web\" : goto pick-1, 0.0.0.0 . tcp . 22 : drop,")]
    [InlineData("\t\tcomment \"shop/web\" ; accept ; comment \"x\"")]
    [InlineData("add chain ip proxier applied-0123456789abcdef { policy drop; }")]
    public void What_could_be_smuggled_in_would_be_noticed(string line) =>
        Assert.Equal([line], NftShapes.Strangers($"table ip proxier {{\n{line}\n}}\n", _frame));

    private static Task<ToolRun> RenderAsync(string input) =>
        ToolRun.ReadingAsync(input, "render", "-f", "-", "--node-name", "node-a", "--cluster-cidr", "10.244.0.0/16,fd00:244::/56");

    private void AssertHarmless(ToolRun run, string input)
    {
        Assert.True(run.ExitCode is ExitCode.Done or ExitCode.BadInput, $"{run.Error}\nfor\n{input}");
        Assert.DoesNotContain(run.Error, c => c is not ('\n' or (>= ' ' and <= '~')));
        if (run.ExitCode == ExitCode.BadInput)
            Assert.Equal("", run.Output);
        else
            Assert.Empty(NftShapes.Strangers(run.Output, _frame));
    }
}
