using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>What holds for every history of a cluster. Each number is the seed of one change.</summary>
public sealed class IpvsPropertyTests
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void Change_by_change_the_kernel_becomes_what_a_fresh_start_makes(IpFamily family) => ForAllHistories(family, async (bed, applied, graph) =>
    {
        Ruleset ruleset = applied is null ? await bed.RepairAsync(graph) : await bed.ChangeAsync(applied, graph);
        await AssertFreshAsync(bed, graph);
        return ruleset;
    });

    [Fact]
    public void An_unchanged_restart_writes_nothing() => ForAllHistories(IpFamily.IPv4, async (bed, applied, graph) =>
    {
        Ruleset ruleset = applied is null ? await bed.RepairAsync(graph) : await bed.ChangeAsync(applied, graph);
        using IpvsBed restarted = bed.Restarted();
        Assert.NotNull(await restarted.Backend.AdoptAsync(graph, CancellationToken.None));
        await restarted.RepairAsync(graph);
        Assert.Empty(restarted.Runner.Writes);
        return ruleset;
    });

    [Fact]
    public void From_any_half_done_state_a_repair_leads_to_the_same() => Prop.ForAll(ArbMap.Default.ArbFor<(int[] Seeds, int Lines)>(), arguments =>
    {
        using var bed = new IpvsBed();
        var cluster = new RandomCluster();
        BuiltGraph? built = null;
        Ruleset? applied = null;
        foreach (int seed in arguments.Seeds)
        {
            cluster.Change(seed);
            built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
            applied = ApplyHalf(bed, applied, built.Graph.IPv4, Math.Abs(arguments.Lines ^ seed) % 60);
        }

        FamilyGraph wanted = built?.Graph.IPv4 ?? Some.IPv4();
        bed.Runner.LinesLeft = null;
        bed.RepairAsync(wanted).GetAwaiter().GetResult();
        AssertFreshAsync(bed, wanted).GetAwaiter().GetResult();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>The apply is interrupted after some lines.</summary>
    private static Ruleset? ApplyHalf(IpvsBed bed, Ruleset? applied, FamilyGraph graph, int lines)
    {
        bed.Runner.LinesLeft = lines;
        try
        {
            return (applied is null ? bed.RepairAsync(graph) : bed.ChangeAsync(applied, graph)).GetAwaiter().GetResult();
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    /// <summary>Equal but for endpoints that drain, which a fresh host does not have.</summary>
    private static async Task AssertFreshAsync(IpvsBed bed, FamilyGraph graph)
    {
        string fresh = (await IpvsBed.FreshAsync(graph, bed)).Dump();
        Assert.Equal(fresh, System.Text.RegularExpressions.Regex.Replace(bed.Kernel.Dump(), @" [^ ]+=0(?=[ \n])", ""), ignoreWhiteSpaceDifferences: true);
    }

    private static void ForAllHistories(IpFamily family, Func<IpvsBed, Ruleset?, FamilyGraph, Task<Ruleset>> step) => Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
    {
        using var bed = new IpvsBed();
        var cluster = new RandomCluster();
        BuiltGraph? built = null;
        Ruleset? applied = null;
        foreach (int seed in seeds)
        {
            cluster.Change(seed);
            built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
            applied = step(bed, applied, built.Graph[family]).GetAwaiter().GetResult();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
