using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>On the real kernel, through both variants of the tool.</summary>
public sealed class IptablesBackendTests
{
    private static SomeService Web => Some.Service("default/web").At("10.96.0.2", "fd00:10:96::2").Port(80, nodePort: 30080)
        .Local("10.244.1.3", "fd00:10:244:1::3").Remote("10.244.2.4", "fd00:10:244:2::4");

    private static SomeService Sticky => Some.Service("default/sticky").At("10.96.0.3", "fd00:10:96::3").Port(80).Sticky().Remote("10.244.2.5", "fd00:10:244:2::5");

    private static SomeService Firewalled => Some.Service("default/firewalled").At("10.96.0.4", "fd00:10:96::4").Port(443, Protocol.Udp, nodePort: 30443).ExternallyLocal()
        .LoadBalancer("198.51.100.9", "2001:db8::9").SourceRanges("203.0.113.0/24", "2001:db8:1::/64").With(service => service with { HealthCheckNodePort = 30999 })
        .Local("10.244.1.7", "fd00:10:244:1::7");

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft, DispatchMode.Auto)]
    [InlineData(IptablesVariant.Legacy, DispatchMode.Auto)]
    [InlineData(IptablesVariant.Nft, DispatchMode.Tree)]
    public async Task Changes_lead_to_the_rules_that_a_fresh_start_builds(IptablesVariant variant, DispatchMode mode)
    {
        await using KernelTables changed = await KernelTables.CreateAsync(variant, options => options.Dispatch = mode), fresh = await KernelTables.CreateAsync(variant, options => options.Dispatch = mode);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            var cluster = new RandomCluster();
            BuiltGraph? built = null;
            Ruleset? applied = null;
            for (int seed = 1; seed <= 50; seed++)
            {
                cluster.Change(seed * 7919);
                built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
                applied = applied is null ? changed.Backend.RenderRepair(built.Graph[family]) : changed.Backend.Render(built.Graph[family], applied);
                await changed.Backend.ApplyAsync(applied, CancellationToken.None);
            }

            await fresh.RepairAsync(built!.Graph[family]); // the loop ran
            Assert.Equal(await fresh.SaveAsync(family), await changed.SaveAsync(family));
        }
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task An_unchanged_restart_writes_nothing(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            await tables.RepairAsync(Some.Graph(Web, Sticky, Firewalled)[family]);
            KernelTables restarted = tables.Restarted(new IptablesOptions { Variant = variant });

            Ruleset? adopted = await restarted.Backend.AdoptAsync(Some.Graph(Web, Sticky, Firewalled)[family], CancellationToken.None);

            Assert.NotNull(adopted);
            Assert.Empty(restarted.Runs.Writes);
            await restarted.Backend.ApplyAsync(restarted.Backend.Render(Some.Graph(Web)[family], adopted), CancellationToken.None);
            await using KernelTables fresh = await KernelTables.CreateAsync(variant);
            await fresh.RepairAsync(Some.Graph(Web)[family]);
            Assert.Equal(await fresh.SaveAsync(family), await tables.SaveAsync(family));
        }
    }

    public static TheoryData<IptablesVariant, string> Damages
    {
        get
        {
            var damages = new TheoryData<IptablesVariant, string>();
            foreach (IptablesVariant variant in (IptablesVariant[])[IptablesVariant.Nft, IptablesVariant.Legacy])
            {
                damages.Add(variant, "-t nat -F");
                damages.Add(variant, "-F");
                damages.Add(variant, "-t mangle -F");
                damages.Add(variant, "-t nat -F PREROUTING");
                damages.Add(variant, "-D FORWARD 1");
            }

            return damages;
        }
    }

    [NetnsTheory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_noticed_within_a_period_and_repaired(IptablesVariant variant, string damage)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        await tables.RepairAsync(Some.IPv4(Web));
        string whole = await tables.SaveAsync(IpFamily.IPv4);
        using var cancel = new CancellationTokenSource();
        Task watch = tables.Backend.WatchForeignChangesAsync(IpFamily.IPv4, cancel.Token);
        await tables.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        tables.Time.Advance(TimeSpan.FromSeconds(30));
        await tables.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        Assert.False(watch.IsCompleted);

        await tables.IptablesAsync(damage);
        tables.Time.Advance(TimeSpan.FromSeconds(30));
        await tables.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        tables.Time.Advance(TimeSpan.FromSeconds(1));

        await watch.WaitAsync(Patience.Limit, CancellationToken.None);
        Assert.Null(await tables.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
        await tables.RepairAsync(Some.IPv4(Web));
        Assert.Equal(whole.Split('\n').Order(), (await tables.SaveAsync(IpFamily.IPv4)).Split('\n').Order());
        Assert.NotNull(await tables.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Our_own_changes_are_no_damage(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        Ruleset applied = await tables.RepairAsync(Some.IPv4(Web));
        using var cancel = new CancellationTokenSource();
        Task watch = tables.Backend.WatchForeignChangesAsync(IpFamily.IPv4, cancel.Token);
        await tables.Backend.ApplyAsync(tables.Backend.Render(Some.IPv4(Web, Firewalled), applied), CancellationToken.None);

        await tables.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        tables.Time.Advance(TimeSpan.FromSeconds(30));
        await tables.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));

        Assert.False(watch.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task A_repair_sweeps_what_nobody_remembers_and_keeps_the_affinity_of_clients(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant), fresh = await KernelTables.CreateAsync(variant);
        await tables.RepairAsync(Some.IPv4(Web, Sticky, Firewalled));
        string list = ChainName.EndpointOf(Some.IPv4(Sticky).Ports[0].Name, Some.IPv4(Sticky).Ports[0].Frontends[0].Pool.Endpoints[0]);
        await tables.ShellAsync($"echo +198.51.100.77 > /proc/net/xt_recent/{list}");
        await tables.IptablesAsync("-t nat -N KUBE-SVC-AAAAAAAAAAAAAAAA");
        await tables.IptablesAsync("-t nat -A KUBE-SVC-AAAAAAAAAAAAAAAA -j RETURN");
        await tables.IptablesAsync("-t nat -F KUBE-SERVICES");

        await tables.RepairAsync(Some.IPv4(Sticky));

        Assert.Contains("198.51.100.77", await tables.ShellAsync($"cat /proc/net/xt_recent/{list}"));
        await fresh.RepairAsync(Some.IPv4(Sticky));
        Assert.Equal(await fresh.SaveAsync(IpFamily.IPv4), await tables.SaveAsync(IpFamily.IPv4));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task A_refused_change_leaves_the_kernel_exactly_as_it_was(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        Ruleset applied = await tables.RepairAsync(Some.IPv4(Web, Sticky, Firewalled));
        await tables.IptablesAsync("-t nat -F KUBE-SERVICES");
        string before = await tables.SaveAsync(IpFamily.IPv4);

        CommandFailedException refusal = await Assert.ThrowsAsync<CommandFailedException>(
            () => tables.Backend.ApplyAsync(tables.Backend.Render(Some.IPv4(Sticky, Firewalled), applied), CancellationToken.None).AsTask());

        Assert.NotEmpty(refusal.Error);
        Assert.Equal(before, await tables.SaveAsync(IpFamily.IPv4));
        Assert.Null(await tables.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Hooks_are_there_once_and_what_the_kubelet_shares_with_us_stays(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        FamilyGraph graph = GraphBuilder.Build(Some.Cluster(Web), GraphOptions.From(Some.Arguments with { NodePortAddresses = ["all"], LocalhostNodePorts = true })).Graph.IPv4;
        await tables.IptablesAsync("-N KUBE-FIREWALL");
        await tables.IptablesAsync("-A KUBE-FIREWALL -m mark --mark 0x8000/0x8000 -j DROP");
        await tables.RepairAsync(graph);
        string once = await tables.SaveAsync(IpFamily.IPv4);

        await tables.RepairAsync(graph);

        Assert.Equal(once, await tables.SaveAsync(IpFamily.IPv4));
        Assert.Equal(3, (await tables.IptablesAsync("-S KUBE-FIREWALL")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await tables.Backend.CleanupAsync(CancellationToken.None);
        Assert.Contains("--mark 0x8000", await tables.SaveAsync(IpFamily.IPv4));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Cleanup_removes_what_is_ours_and_nothing_else(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        foreach (string table in (string[])["nat", "filter", "mangle"])
        {
            await tables.IptablesAsync($"-t {table} -N MINE");
            await tables.IptablesAsync($"-t {table} -A OUTPUT -m comment --comment kubernetes -j MINE");
        }

        Dictionary<IpFamily, string> before = new() { [IpFamily.IPv4] = await tables.SaveAsync(IpFamily.IPv4) };
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await tables.RepairAsync(Some.Graph(Web, Sticky, Firewalled)[family]);

        await tables.Backend.CleanupAsync(CancellationToken.None);
        await tables.Backend.CleanupAsync(CancellationToken.None);

        Assert.Equal(before[IpFamily.IPv4], await tables.SaveAsync(IpFamily.IPv4));
        Assert.DoesNotContain("KUBE-", await tables.SaveAsync(IpFamily.IPv6));
    }

    /// <summary>kube-proxy's chains have the names of ours; what is missing is the chain that only we make.</summary>
    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Cleanup_leaves_the_chains_of_kube_proxy(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        await tables.RepairAsync(Some.Graph(Web)[IpFamily.IPv4]);
        foreach (string table in (string[])["nat", "filter", "mangle"])
        {
            await tables.IptablesAsync($"-t {table} -F KUBE-PROXIER");
            await tables.IptablesAsync($"-t {table} -X KUBE-PROXIER");
        }

        string before = await tables.SaveAsync(IpFamily.IPv4);

        await tables.Backend.CleanupAsync(CancellationToken.None);

        Assert.Equal(before, await tables.SaveAsync(IpFamily.IPv4));
        Assert.Contains(":KUBE-SVC-", before, StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task Without_iptables_there_is_nothing_to_clean()
    {
        await using KernelTables tables = await KernelTables.CreateAsync(IptablesVariant.Nft);
        KernelTables bare = tables.Restarted(new IptablesOptions(), "iptables", "ip6tables");
        await bare.Backend.CleanupAsync(CancellationToken.None);
        await Assert.ThrowsAsync<CommandFailedException>(() => bare.RepairAsync(Some.IPv4(Web)));
    }

    [NetnsFact]
    public async Task A_host_that_has_iptables_under_its_plain_name_only_is_enough()
    {
        await using KernelTables tables = await KernelTables.CreateAsync(IptablesVariant.Nft);
        KernelTables plain = tables.Restarted(new IptablesOptions(), "iptables-nft", "ip6tables-nft", "iptables-legacy", "ip6tables-legacy");
        await plain.RepairAsync(Some.IPv4(Web));
        Assert.NotNull(await plain.Backend.AdoptAsync(Some.IPv4(Web), CancellationToken.None));
        await plain.Backend.CleanupAsync(CancellationToken.None);
        Assert.DoesNotContain("KUBE-", await tables.SaveAsync(IpFamily.IPv4) + await tables.SaveAsync(IpFamily.IPv4, IptablesVariant.Legacy));
    }

    [NetnsFact]
    public async Task The_variant_of_the_kubelet_is_used_and_what_an_earlier_run_left_in_the_other_one_goes()
    {
        await using KernelTables tables = await KernelTables.CreateAsync(IptablesVariant.Nft);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await tables.RepairAsync(Some.Graph(Web)[family]);
        await tables.IptablesAsync("-t mangle -N KUBE-IPTABLES-HINT", IptablesVariant.Legacy);
        KernelTables restarted = tables.Restarted(new IptablesOptions());

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            Assert.Null(await restarted.Backend.AdoptAsync(Some.Graph(Web)[family], CancellationToken.None));
            await restarted.RepairAsync(Some.Graph(Web)[family]);
            Assert.NotNull(await restarted.Backend.AdoptAsync(Some.Graph(Web)[family], CancellationToken.None));
            Assert.DoesNotContain("KUBE-", await tables.SaveAsync(family, IptablesVariant.Nft));
            Assert.Contains(":KUBE-SVC-", await tables.SaveAsync(family, IptablesVariant.Legacy));
        }
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Thousands_of_addresses_become_a_tree_that_the_kernel_takes(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant), fresh = await KernelTables.CreateAsync(variant);
        SomeService[] services = [.. Enumerable.Range(0, 400).Select(i => Some.Service($"default/s{i}").At($"10.96.{i / 250}.{i % 250}").Port(80).Remote($"10.244.2.{i % 250}"))];
        Ruleset applied = await tables.RepairAsync(Some.IPv4([.. services.Skip(1)]));

        Ruleset change = tables.Backend.Render(Some.IPv4([.. services.Skip(1), Web]), applied);
        await tables.Backend.ApplyAsync(change, CancellationToken.None);

        Assert.InRange(Rendering.Text(change.Scripts.Single()).Length, 500, 8000);
        await fresh.RepairAsync(Some.IPv4([.. services.Skip(1), Web]));
        Assert.Equal(await fresh.SaveAsync(IpFamily.IPv4), await tables.SaveAsync(IpFamily.IPv4));
        Assert.InRange((await tables.IptablesAsync("-t nat -S KUBE-SERVICES")).Split('\n').Length, 3, 30);
    }
}
