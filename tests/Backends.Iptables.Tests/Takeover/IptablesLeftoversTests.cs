using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests.Takeover;

/// <summary>On the real kernel, in both variants of the tool.</summary>
public sealed class IptablesLeftoversTests
{
    private static readonly RivalService Web = new("shop", "web", "http", Protocol.Tcp) { ClusterIP = Plan.ClusterIP(1), NodePort = 30_080, Endpoints = [Plan.Pod(1), Plan.Pod(2)] };

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task All_of_the_mode_iptables_is_found_and_removed_and_the_kubelet_keeps_its_own(IptablesVariant variant)
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(variant);
        await host.RestoreAsync(Kubelet.Text(IpFamily.IPv4));
        IReadOnlyList<string> before = await host.RulesAsync();
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));

        IReadOnlyList<Leftover> found = await host.FindAsync();

        Assert.All(found, left => Assert.Equal(("iptables", $"iptables-{variant.ToString().ToLowerInvariant()}", IpFamily.IPv4, null), (left.Mode, left.Tool, left.Family, left.StaysBecause)));
        Assert.Equal(
            [("filter", "chain", 6), ("filter", "rule", 9), ("mangle", "chain", 1), ("nat", "chain", 9), ("nat", "rule", 3)],
            found.Select(left => (left.Place, left.Kind, left.Names.Count)).Order());
        await host.RemoveAsync();
        Assert.Equal(before, await host.RulesAsync());
        Assert.Empty(await host.FindAsync());
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Rules_of_the_mode_ipvs_go_and_let_go_of_their_sets(IptablesVariant variant)
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(variant);
        await host.PipeAsync("ipset restore", "create mine hash:ip");
        await host.RestoreAsync(Kubelet.Text(IpFamily.IPv4));
        IReadOnlyList<string> before = await host.RulesAsync();
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await host.PipeAsync("ipset restore", RivalIptables.IpvsSets(family));
        await host.RestoreAsync(RivalIptables.IpvsText(IpFamily.IPv4));

        Assert.All(await host.RemoveAsync(), left => Assert.Equal("ipvs", left.Mode));

        // The kernel lets go of a rule's set a little later.
        await Testing.Eventually.TrueAsync(() => AreDestroyedAsync(host), Testing.Patience.Limit, "a rule holds a set");
        Assert.Equal(before, await host.RulesAsync());
    }

    /// <summary>A restart of kube-proxy in another mode leaves some of them.</summary>
    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task A_rule_that_is_there_twice_goes_twice(IptablesVariant variant)
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(variant);
        await host.RestoreAsync(Kubelet.Text(IpFamily.IPv4));
        IReadOnlyList<string> before = await host.RulesAsync();
        await host.PipeAsync("ipset restore", RivalIptables.IpvsSets(IpFamily.IPv4));
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));
        await host.RestoreAsync(RivalIptables.IpvsText(IpFamily.IPv4));

        await host.RemoveAsync();

        Assert.Equal(before, (await host.RulesAsync()).Where(line => !line.StartsWith("ipset ", StringComparison.Ordinal)));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task What_others_lead_to_stays_and_says_why(IptablesVariant variant)
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(variant);
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));
        await host.RestoreAsync("""
            *nat
            :CNI-HOSTPORT-SETMARK - [0:0]
            :STRANGER - [0:0]
            -A CNI-HOSTPORT-SETMARK -m comment --comment "-j KUBE-SERVICES" -j KUBE-MARK-MASQ
            -A STRANGER -j KUBE-NODEPORTS
            -A POSTROUTING -s 192.0.2.77/32 -j KUBE-MARK-MASQ
            COMMIT
            """);

        IReadOnlyList<Leftover> gone = await host.RemoveAsync();

        Leftover[] kept = [.. gone.Where(left => left.StaysBecause is not null)];
        Assert.Equal(["KUBE-MARK-MASQ", "KUBE-NODEPORTS"], kept.Select(left => Assert.Single(left.Names)).Order());
        Assert.Contains("it is emptied", kept.Single(left => left.Names[0] == "KUBE-NODEPORTS").StaysBecause);
        string[] nat = [.. (await host.RulesAsync()).Where(line => line.Contains(" *nat ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("*nat", StringComparison.Ordinal) + 5)..])];
        Assert.Equal(
            [
                "-A CNI-HOSTPORT-SETMARK -m comment --comment \"-j KUBE-SERVICES\" -j KUBE-MARK-MASQ", "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
                "-A POSTROUTING -s 192.0.2.77/32 -j KUBE-MARK-MASQ", "-A STRANGER -j KUBE-NODEPORTS",
                ":CNI-HOSTPORT-SETMARK -", ":KUBE-MARK-MASQ -", ":KUBE-NODEPORTS -", ":STRANGER -",
            ],
            nat.Order(StringComparer.Ordinal));
    }

    [NetnsFact]
    public async Task What_an_old_kubelet_shares_stays()
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(IptablesVariant.Nft);
        await host.RestoreAsync("*nat\n:KUBE-MARK-DROP - [0:0]\n-A KUBE-MARK-DROP -j MARK --or-mark 0x8000\nCOMMIT");
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));

        await host.RemoveAsync();

        Assert.Equal(
            [":KUBE-MARK-DROP -", ":KUBE-MARK-MASQ -", ":KUBE-POSTROUTING -"],
            (await host.RulesAsync()).Where(line => line.Contains(" :", StringComparison.Ordinal)).Select(line => line[line.IndexOf(':')..]));
        Assert.Contains(await host.RulesAsync(), line => line.EndsWith("-A POSTROUTING -m comment --comment \"kubernetes postrouting rules\" -j KUBE-POSTROUTING", StringComparison.Ordinal));
    }

    [NetnsTheory]
    [InlineData(IptablesVariant.Nft)]
    [InlineData(IptablesVariant.Legacy)]
    public async Task Where_we_are_at_work_with_the_same_chains_only_those_of_other_modes_go(IptablesVariant variant)
    {
        await using KernelTables tables = await KernelTables.CreateAsync(variant);
        await tables.RepairAsync(Testing.Some.IPv4(Testing.Some.Service("default/web").At("10.96.0.2").Port(80, nodePort: 30080).Local("10.244.1.3")));
        string ours = await tables.SaveAsync(IpFamily.IPv4);
        await tables.ShellAsync($"iptables-{variant.ToString().ToLowerInvariant()}-restore --noflush <<'END'\n*filter\n:KUBE-IPVS-FILTER - [0:0]\n-I INPUT -j KUBE-IPVS-FILTER\nCOMMIT\n*nat\n:KUBE-LOAD-BALANCER - [0:0]\n-A KUBE-LOAD-BALANCER -j KUBE-MARK-MASQ\nCOMMIT\nEND");
        ILeftoverSource source = new LeftoversOnHost(null!, variant).Source(tables.Runs); // only its source is wanted

        Assert.Equal(["KUBE-IPVS-FILTER", "KUBE-LOAD-BALANCER"], (await source.RemoveAsync("iptables", IpFamily.IPv4, CancellationToken.None)).Where(left => left.Kind == "chain").SelectMany(left => left.Names).Order());

        Assert.Equal(ours, await tables.SaveAsync(IpFamily.IPv4));
        Assert.NotEmpty(await source.FindAsync("nftables", IpFamily.IPv4, CancellationToken.None));
    }

    [NetnsFact]
    public async Task Chains_of_the_mode_userspace_are_ours_when_we_work_in_it()
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(IptablesVariant.Nft);
        await host.RestoreAsync(Kubelet.Text(IpFamily.IPv4));
        await host.RestoreAsync("*nat\n:KUBE-PORTALS-HOST - [0:0]\n-A OUTPUT -j KUBE-PORTALS-HOST\nCOMMIT");
        IReadOnlyList<string> before = await host.RulesAsync();
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));

        await host.RemoveAsync("userspace");

        Assert.Equal(before, await host.RulesAsync());
        Assert.Equal(["chain", "rule"], (await host.RemoveAsync()).Select(left => left.Kind));
    }

    [NetnsFact]
    public async Task A_tool_that_is_not_installed_has_left_nothing()
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(IptablesVariant.Legacy);
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));
        ILeftoverSource without = host.Source(new RunnerWithout(host.Network.Runner, ["iptables"]));
        Assert.Empty(await without.RemoveAsync("nftables", IpFamily.IPv4, CancellationToken.None));
    }

    /// <summary>Debian calls one of them just iptables; images for containers often have no other name.</summary>
    [NetnsTheory]
    [InlineData(IptablesVariant.Nft, true)]
    [InlineData(IptablesVariant.Legacy, false)]
    public async Task The_plain_name_stands_in_for_its_own_variant_alone(IptablesVariant variant, bool isFound)
    {
        await using LeftoversOnHost host = await LeftoversOnHost.CreateAsync(variant);
        await host.RestoreAsync(new RivalIptables(IpFamily.IPv4).Text([Web]));
        ILeftoverSource plain = host.Source(new RunnerWithout(host.Network.Runner, ["iptables-nft", "iptables-legacy"]));
        Assert.Equal(isFound, (await plain.FindAsync("nftables", IpFamily.IPv4, CancellationToken.None)).Count > 0);
    }

    private static async Task<bool> AreDestroyedAsync(LeftoversOnHost host)
    {
        await host.Network.RunAsync("sh", "-c", "for set in $(ipset list -n | grep ^KUBE-); do ipset destroy $set 2>/dev/null; done; true");
        return !(await host.RulesAsync()).Any(line => line.StartsWith("ipset create KUBE-", StringComparison.Ordinal));
    }
}
