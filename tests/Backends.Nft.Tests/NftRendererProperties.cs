using FsCheck;
using FsCheck.Fluent;
using Proxier.Backends.Nft.Tests.Model;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Nft.Tests;

/// <summary>What holds for every history of a cluster. Each number is the seed of one change.</summary>
public sealed class NftRendererProperties
{
    private static readonly NftRenderer Renderer = Rendering.Renderer;

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void Change_by_change_the_table_becomes_what_a_full_render_makes(IpFamily family) => ForAllHistories(family, (kernel, applied, desired) =>
    {
        NftRuleset ruleset = Renderer.Render(desired, applied);
        foreach (Script script in ruleset.Scripts)
            kernel.Load(Rendering.Text(script));
        Sweep(kernel, ruleset);
        Assert.Equal(FullTable(desired).Dump(), Rendering.Table(kernel, family).Dump());
        return ruleset;
    });

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void A_repair_leads_to_the_same_table_from_any_state(IpFamily family) => ForAllHistories(family, (kernel, _, desired) =>
    {
        NftRuleset repair = Renderer.RenderRepair(desired);
        kernel.Load(Rendering.Text(repair.Scripts.Single()));
        NftTable table = Rendering.Table(kernel, family), wanted = FullTable(desired);
        Assert.All(wanted.Chains, chain => Assert.Equal(wanted.Rules(chain), table.Rules(chain)));
        Assert.All(wanted.Containers, container => Assert.Equal(wanted.Container(container), table.Container(container)));
        Assert.All(table.Chains.Except(wanted.Chains), chain => Assert.Empty(table.Rules(chain)));
        return repair;
    });

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void At_every_step_a_frontend_leads_to_slots_that_are_there(IpFamily family) => ForAllHistories(family, (kernel, applied, desired) =>
    {
        NftRuleset ruleset = Renderer.Render(desired, applied);
        foreach (Script script in ruleset.Scripts)
        {
            kernel.Load(Rendering.Text(script));
            Slots.AssertReachable(Rendering.Table(kernel, family));
        }

        return ruleset;
    });

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void The_table_never_claims_to_be_what_it_is_not(IpFamily family) => ForAllHistories(family, (kernel, applied, desired) =>
    {
        NftRuleset ruleset = Renderer.Render(desired, applied);
        var signs = new List<string>();
        foreach (Script script in ruleset.Scripts.Where(script => !script.IsOptional))
        {
            kernel.Load(Rendering.Text(script));
            signs.Add(string.Join(' ', SignsOf(Rendering.Table(kernel, family))));
        }

        Sweep(kernel, ruleset);
        Assert.All(signs.SkipLast(1), sign => Assert.NotEqual(1, sign.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.All(signs.TakeLast(1), sign => Assert.Contains(ruleset.AppliedChain, sign));
        Assert.Single(SignsOf(Rendering.Table(kernel, family)), ruleset.AppliedChain);
        return ruleset;
    });

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void What_removes_waits_for_packets_and_nothing_deletes_before_the_switch(IpFamily family) => ForAllHistories(family, (_, applied, desired) =>
    {
        NftRuleset ruleset = Renderer.Render(desired, applied);
        if (!ruleset.IsRepair)
        {
            Assert.All(ruleset.Scripts, script => Assert.Equal(script.Purpose is "remove" or "tidy", script.IsAfterPackets));
            Assert.All(ruleset.Scripts.Where(script => script.Purpose == "prepare" && ruleset.Scripts.Count > 1), script => Assert.DoesNotContain("delete ", Rendering.Text(script)));
        }

        return ruleset;
    });

    [Fact]
    public void The_same_graphs_give_the_same_bytes() => ForAllHistories(IpFamily.IPv4, (_, applied, desired) =>
    {
        NftRuleset ruleset = Renderer.Render(desired, applied);
        Assert.Equal(ruleset.Scripts.Select(Rendering.Text), Renderer.Render(desired, applied).Scripts.Select(Rendering.Text));
        return ruleset;
    });

    private static IEnumerable<string> SignsOf(NftTable table) => table.Chains.Where(chain => chain.StartsWith(NftNames.AppliedPrefix, StringComparison.Ordinal));

    /// <summary>What the backend does after a repair, with what the kernel lists.</summary>
    private static void Sweep(NftKernel kernel, NftRuleset ruleset)
    {
        if (!ruleset.IsRepair)
            return;
        NftTable table = Rendering.Table(kernel, ruleset.Graph.Family);
        TableListing.Leftovers leftovers = new TableListing(table.Chains.ToHashSet(), table.Containers.Except(NftNames.Sets).ToHashSet()).LeftoversBeside(ruleset);
        kernel.Load(Rendering.Text(Renderer.Tidy(ruleset.Graph.Family, leftovers.Chains, leftovers.Maps)));
    }

    private static NftTable FullTable(FamilyGraph desired)
    {
        var kernel = new NftKernel();
        foreach (Script script in Renderer.Render(desired, null).Scripts)
            kernel.Load(Rendering.Text(script));
        return Rendering.Table(kernel, desired.Family);
    }

    private static void ForAllHistories(IpFamily family, Func<NftKernel, NftRuleset?, FamilyGraph, NftRuleset> step) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
        {
            var cluster = new RandomCluster();
            var kernel = new NftKernel();
            BuiltGraph? built = null;
            NftRuleset? applied = null;
            foreach (int seed in seeds)
            {
                cluster.Change(seed);
                built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
                applied = step(kernel, applied, built.Graph[family]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(30));
}
