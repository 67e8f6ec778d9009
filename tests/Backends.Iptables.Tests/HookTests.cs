using Proxier.Backends.Iptables.Host;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Iptables;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>Hooks are recognised in what the tool saves; one that is not would be added again at every repair.</summary>
public sealed class HookTests
{
    private static FamilyGraph Graph { get; } =
        GraphBuilder.Build(Some.Cluster(), GraphOptions.From(Some.Arguments with { NodePortAddresses = ["all"], LocalhostNodePorts = true })).Graph.IPv4;

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Every_hook_is_recognised_in_what_the_tool_saves(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        await tables.RepairAsync(Graph);
        var saved = new SavedRules();
        foreach (string line in (await tables.RawSaveAsync(IpFamily.IPv4)).Split('\n'))
            saved.Add(line);

        Assert.All(Hooks.All.Concat(Hooks.OfGuard), hook => Assert.Single(saved[hook.Table].RulesOf(hook)));
        Assert.True(saved["filter"].Has(Hooks.Guard));
        Assert.Empty(MissingHooks.Of(IptablesRenderer.HooksOf(Rendering.Renderer.Describe(Graph)), saved).Tables.SelectMany(table => table.Hooks));
    }

    [Fact]
    public void The_words_of_a_hook_are_those_that_the_template_writes()
    {
        RestoreKernel kernel = Rendering.Full(Rendering.Renderer, Graph);
        Assert.All(Hooks.For(Rendering.Renderer.Describe(Graph).Frame), hook => Assert.Contains(
            kernel[hook.Table].Rules(hook.Chain)!, rule => RestoreRule.Split(rule).SequenceEqual(hook.Words.Skip(1)))); // a built-in chain
        Assert.Contains(kernel["filter"].Rules(ChainName.Firewall)!, rule => RestoreRule.Split(rule).SequenceEqual(Hooks.Guard.Skip(1))); // the graph has it
    }

    [Theory]
    [InlineData("""INPUT -m comment --comment "two words" -j X""", "INPUT|-m|comment|--comment|two words|-j|X")]
    [InlineData("""INPUT -m comment --comment "a \"quote\" and \\" -j X""", """INPUT|-m|comment|--comment|a "quote" and \|-j|X""")]
    [InlineData("""INPUT -m comment --comment "" -j X""", "INPUT|-m|comment|--comment||-j|X")]
    public void Words_are_read_as_the_tool_writes_them(string rule, string words) => Assert.Equal(words.Split('|'), RuleWords.Split(rule));
}
