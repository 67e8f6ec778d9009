using Proxier.Integration.Daemon;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.Modes;

/// <summary>Another mode after a restart. For a minute of it: <c>make live RUN=switch</c>.</summary>
public sealed class ModeSwitchTests : DaemonCase
{
    [NetnsFact]
    public async Task From_nftables_to_iptables_and_back_no_connection_fails_and_no_old_rule_stays()
    {
        Node.Start();
        var load = new SteadyLoad(Node, connectionsPerSecond: 200);

        await load.RunAsync(async () =>
        {
            await Node.SwitchAsync("iptables");
            Assert.Equal((false, true), (await HasTableAsync(), await HasChainsAsync()));
            await Node.SwitchAsync("nftables");
            Assert.Equal((true, false), (await HasTableAsync(), await HasChainsAsync()));
        });

        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New: {load.New}; held: {load.Held}\n{Node.Daemon.Log}");
        Assert.True(load.New.Attempts > 200 && load.Held.Attempts > 500, $"Too little happened. New: {load.New}; held: {load.Held}");
    }

    /// <summary>The way back cuts what was proxied, as every end of the daemon does.</summary>
    [NetnsFact]
    public async Task From_nftables_to_userspace_no_connection_fails_and_neither_leaves_rules_to_the_other()
    {
        Node.Start();
        var load = new SteadyLoad(Node, connectionsPerSecond: 200);

        await load.RunAsync(() => Node.SwitchAsync("userspace"));

        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New: {load.New}; held: {load.Held}\n{Node.Daemon.Log}");
        Assert.True(load.New.Attempts > 100, $"Too little happened. New: {load.New}; held: {load.Held}");
        Assert.Equal(["table ip proxier-portals", "table ip6 proxier-portals"], await TablesAsync());
        await Node.SwitchAsync("nftables");
        Assert.Equal(["table ip proxier", "table ip6 proxier"], await TablesAsync());
    }

    /// <summary>They have the names of ours.</summary>
    [NetnsFact]
    public async Task Where_the_operator_forbids_to_take_over_rules_of_kube_proxy_stay()
    {
        string[] rules = ["-t nat -N KUBE-SERVICES", "-t nat -N KUBE-SVC-NPX46M4PTMTKRN6Y", "-t nat -A KUBE-SERVICES -j KUBE-SVC-NPX46M4PTMTKRN6Y", "-t nat -A PREROUTING -m comment --comment x -j KUBE-SERVICES"];
        foreach (string rule in rules)
            await Namespace.RunAsync("iptables", rule.Split(' '));
        string before = await Namespace.RunAsync("iptables-save", "-t", "nat");

        Node.Start("--take-over=false");
        await Node.UntilAsync(() => Task.FromResult(Node.Daemon.Log.Contains("No rules of proxy mode iptables are left", StringComparison.Ordinal)), Testing.Patience.Limit, "nothing was looked for");

        Assert.Equal(Rules(before), Rules(await Namespace.RunAsync("iptables-save", "-t", "nat")));
    }

    private static IEnumerable<string> Rules(string save) => save.Split('\n').Where(line => line.Length > 0 && line[0] is ':' or '-').Select(line => line.Split('[')[0]);

    private async Task<string[]> TablesAsync() =>
        [.. (await Namespace.RunAsync("nft", "list", "tables")).Split('\n').Where(line => line.Contains("proxier", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<bool> HasTableAsync() => (await Namespace.RunAsync("nft", "list", "tables")).Contains("proxier", StringComparison.Ordinal);

    private async Task<bool> HasChainsAsync() =>
        ((string[])[await Namespace.RunAsync("iptables-save"), await Namespace.RunAsync("ip6tables-save")]).Any(save => save.Contains(":KUBE-S", StringComparison.Ordinal));
}
