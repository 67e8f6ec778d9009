using Proxier.Integration.Daemon;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Integration.Takeover;

/// <summary>The node of a cluster whose kube-proxy has just ended. Its rules answer until ours do; nobody may notice.</summary>
public sealed class TakeoverTests : DaemonCase
{
    private const string GoneService = "gone/web";

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(1);

    [NetnsTheory]
    [InlineData(Rival.Nft, Rival.IptablesNft, "nftables")]
    [InlineData(Rival.IptablesNft, Rival.IptablesNft, "nftables")]
    [InlineData(Rival.IptablesLegacy, Rival.IptablesLegacy, "nftables")]
    [InlineData(Rival.Nft, Rival.IptablesLegacy, "iptables")]
    [InlineData(Rival.IptablesNft, Rival.IptablesNft, "iptables")]
    [InlineData(Rival.IptablesLegacy, Rival.IptablesLegacy, "iptables")]
    [InlineData(Rival.IptablesLegacy, Rival.IptablesNft, "iptables")]
    public async Task No_connection_is_lost_on_the_way_here_and_back(Rival rival, Rival kubelet, string mode)
    {
        bool haveSameChains = mode == "iptables" && rival == kubelet;
        await KubeProxyRules.WriteKubeletAsync(Namespace, kubelet);
        IReadOnlyList<string> clean = await HostRules.ReadAsync(Namespace);
        await KubeProxyRules.WriteAsync(Namespace, rival);
        IReadOnlyList<string> theirs = await HostRules.ReadAsync(Namespace);
        var load = new SteadyLoad(Node, connectionsPerSecond: 200);
        Node.Mode = mode;
        Node.Write(load.Manifests);
        string log = "";

        await load.LoadAsync(async () =>
        {
            await Task.Delay(Phase);
            Node.Start();
            await TakenOverAsync();
            log = Node.Daemon.Log;
            AssertOnlyOurs(mode, kubelet, clean, await HostRules.ReadAsync(Namespace));
            await Task.Delay(Phase);
            await Node.StopAsync();
            if (!haveSameChains)
                await GiveBackAsync();
        });

        if (haveSameChains)
        {
            Assert.Equal(0, await Node.RunAsync("--cleanup"));
            Assert.Equal(clean, await HostRules.ReadAsync(Namespace));
            await KubeProxyRules.WriteAsync(Namespace, rival);
        }

        Assert.Equal(theirs, await HostRules.ReadAsync(Namespace));
        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New: {load.New}; held: {load.Held}\n{log}");
        Assert.True(load.New.Attempts > 300 && load.Held.Attempts > 500, $"Too little happened. New: {load.New}; held: {load.Held}");

        async Task GiveBackAsync()
        {
            await KubeProxyRules.WriteAsync(Namespace, rival);
            Assert.Equal(0, await Node.RunAsync("--cleanup"));
            await Task.Delay(Phase);
        }
    }

    private static void AssertOnlyOurs(string mode, Rival kubelet, IReadOnlyList<string> clean, IReadOnlyList<string> now)
    {
        string[] added = [.. now.Except(clean)];
        Assert.Empty(clean.Except(now));
        Assert.DoesNotContain(added, line => line.Contains(GoneService, StringComparison.Ordinal));
        if (mode == "nftables")
        {
            Assert.Equal(["table ip proxier", "table ip6 proxier"], added);
            return;
        }

        string variant = kubelet == Rival.IptablesLegacy ? "tables-legacy-save" : "tables-nft-save";
        Assert.Contains(added, line => line.EndsWith("*nat :KUBE-PROXIER -", StringComparison.Ordinal));
        Assert.All(added, line => Assert.Contains(variant, line, StringComparison.Ordinal));
    }

    private Task TakenOverAsync() => Node.UntilAsync(
        () => Task.FromResult(Node.Daemon.Log.Contains("IPv4 is taken over", StringComparison.Ordinal) && Node.Daemon.Log.Contains("IPv6 is taken over", StringComparison.Ordinal)),
        Patience.Limit, "it is not taken over");
}
