using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Nft.Tests;

/// <summary>On the real kernel.</summary>
public sealed class NftBackendTests
{
    private static SomeService Web => Some.Service("default/web").At("10.96.0.2", "fd00:10:96::2").Port(80, nodePort: 30080)
        .Local("10.244.1.3", "fd00:10:244:1::3").Remote("10.244.2.4", "fd00:10:244:2::4");

    private static SomeService Sticky => Some.Service("default/sticky").At("10.96.0.3", "fd00:10:96::3").Port(80).Sticky().Remote("10.244.2.5", "fd00:10:244:2::5");

    [NetnsFact]
    public async Task Changes_lead_to_the_table_that_a_fresh_start_builds()
    {
        await using KernelTable changed = await KernelTable.CreateAsync(), fresh = await KernelTable.CreateAsync();
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            var cluster = new RandomCluster();
            BuiltGraph? built = null;
            Ruleset? applied = null;
            for (int seed = 1; seed <= 60; seed++)
            {
                cluster.Change(seed * 7919);
                built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
                applied = applied is null ? changed.Backend.RenderRepair(built.Graph[family]) : changed.Backend.Render(built.Graph[family], applied);
                await changed.Backend.ApplyAsync(applied, CancellationToken.None);
            }

            await fresh.Backend.ApplyAsync(fresh.Backend.Render(built!.Graph[family], null), CancellationToken.None); // the loop ran
            Assert.Equal(await fresh.ListAsync(family), await changed.ListAsync(family));
        }
    }

    [NetnsFact]
    public async Task An_unchanged_restart_writes_nothing()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        FamilyGraph graph = Some.IPv4(Web, Sticky);
        await table.Backend.ApplyAsync(table.Backend.RenderRepair(graph), CancellationToken.None);
        int writes = table.Runs.Writes;

        Ruleset? adopted = await table.Backend.AdoptAsync(Some.IPv4(Web, Sticky), CancellationToken.None);

        Assert.NotNull(adopted);
        Assert.Equal(writes, table.Runs.Writes);
        await table.Backend.ApplyAsync(table.Backend.Render(Some.IPv4(Web), adopted), CancellationToken.None);
        await using KernelTable fresh = await KernelTable.CreateAsync();
        await fresh.Backend.ApplyAsync(fresh.Backend.Render(Some.IPv4(Web), null), CancellationToken.None);
        Assert.Equal(await fresh.ListAsync(IpFamily.IPv4), await table.ListAsync(IpFamily.IPv4));
    }

    [NetnsTheory]
    [InlineData("delete table ip proxier")]
    [InlineData("delete chain ip proxier applied-")]
    [InlineData("add chain ip proxier applied-0000000000000000")]
    public async Task What_is_not_exactly_ours_is_not_adopted(string damage)
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        var ruleset = (NftRuleset)table.Backend.RenderRepair(Some.IPv4(Web));
        await table.Backend.ApplyAsync(ruleset, CancellationToken.None);

        await table.NftAsync(damage.EndsWith("applied-", StringComparison.Ordinal) ? damage.Replace("applied-", ruleset.AppliedChain, StringComparison.Ordinal) : damage);

        Assert.Null(await table.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4(Web)), CancellationToken.None);
        Assert.NotNull(await table.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
    }

    [NetnsFact]
    public async Task A_refused_transaction_leaves_the_kernel_exactly_as_it_was()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        Ruleset first = table.Backend.RenderRepair(Some.IPv4(Web));
        await table.Backend.ApplyAsync(first, CancellationToken.None);
        Ruleset adopted = (await table.Backend.AdoptAsync(first.Graph, CancellationToken.None))!; // just applied
        await table.NftAsync("delete element ip proxier frontends { 10.96.0.2 . tcp . 80 }");
        string before = await table.ListAsync(IpFamily.IPv4);
        Ruleset switchOnly = table.Backend.Render(Some.IPv4(), adopted);

        var refusal = await Assert.ThrowsAsync<CommandFailedException>(
            () => table.Backend.ApplyAsync(switchOnly with { Scripts = [.. switchOnly.Scripts.Where(script => script.Purpose == "switch")] }, CancellationToken.None).AsTask());

        Assert.Contains("No such file or directory", refusal.Error);
        Assert.Equal(before, await table.ListAsync(IpFamily.IPv4));
    }

    [NetnsFact]
    public async Task A_repair_sweeps_what_nobody_remembers_and_keeps_the_affinity_of_clients()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4(Web, Sticky)), CancellationToken.None);
        string map = (await table.NftAsync("--terse", "list", "maps")).Split(' ', '\n').First(word => word.StartsWith("affinity-", StringComparison.Ordinal));
        await table.NftAsync($"add element ip proxier {map} {{ 198.51.100.9 timeout 1h : 8000:1 }}");
        await table.NftAsync("add chain ip proxier stranger");
        await table.NftAsync("flush chain ip proxier services");

        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4(Sticky)), CancellationToken.None);

        Assert.Contains("198.51.100.9", await table.NftAsync("list", "map", "ip", "proxier", map));
        string listing = await table.ListAsync(IpFamily.IPv4);
        Assert.DoesNotContain("stranger", listing);
        Assert.DoesNotContain("chain masq-np-pick-2", listing);
        Assert.Contains("ip daddr . meta l4proto . th dport vmap @frontends", listing);
    }

    [NetnsFact]
    public async Task A_table_of_our_name_in_another_shape_is_replaced()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        await table.NftAsync("table ip proxier { set cluster-ips { type inet_service; }; chain nat-prerouting { type nat hook prerouting priority -1; }; }");

        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4(Web)), CancellationToken.None);

        Assert.NotNull(await table.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
    }

    [NetnsFact]
    public async Task Packets_under_way_are_waited_for_once_in_a_change_that_removes_and_never_else()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        Ruleset applied = table.Backend.RenderRepair(Some.IPv4(Web));
        await table.Backend.ApplyAsync(applied, CancellationToken.None);
        applied = table.Backend.Render(Some.IPv4(Web, Sticky), applied);
        await table.Backend.ApplyAsync(applied, CancellationToken.None);
        Assert.Equal(0, table.Packets.Waits);
        await table.Backend.ApplyAsync(table.Backend.Render(Some.IPv4(Web), applied), CancellationToken.None);
        Assert.Equal(1, table.Packets.Waits);
    }

    [NetnsFact]
    public async Task The_first_script_is_checked_before_anything_is_written()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4(Web)), CancellationToken.None);
        await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.IPv4()), CancellationToken.None);
        Assert.Equal(1, table.Runs.Checks);
    }

    [NetnsFact]
    public async Task Cleanup_removes_our_tables_and_nothing_else()
    {
        await using KernelTable table = await KernelTable.CreateAsync();
        await table.NftAsync("table ip mine { chain c { accept; }; }");
        await table.NftAsync("table inet proxier { chain c { accept; }; }");
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await table.Backend.ApplyAsync(table.Backend.RenderRepair(Some.Graph(Web)[family]), CancellationToken.None);

        await table.Backend.CleanupAsync(CancellationToken.None);
        await table.Backend.CleanupAsync(CancellationToken.None);

        Assert.Equal(["table inet proxier", "table ip mine"], (await table.NftAsync("list", "tables")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }
}
