using Proxier.Backends.Nft.Takeover;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Backends.Nft.Tests;

/// <summary>On the real kernel.</summary>
public sealed class NftLeftoversTests
{
    private static readonly RivalService Web = new("shop", "web", "http", Protocol.Tcp) { ClusterIP = Plan.ClusterIP(1), NodePort = 30_080, Endpoints = [Plan.Pod(1), Plan.Pod(2)] };

    [NetnsFact]
    public async Task Exactly_the_tables_of_kube_proxy_are_found_and_removed()
    {
        await using LoneNamespace host = await LoneNamespace.CreateAsync();
        foreach (string table in (string[])["ip kube-proxy-2", "inet kube-proxy", "ip proxier"])
            await host.Network.RunAsync("nft", $"add table {table}");
        string before = await host.Network.RunAsync("nft", "list", "ruleset");
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await host.Network.RunAsync("sh", "-c", $"nft -f - <<'END'\n{new RivalNft(family).Text([Web])}\nEND");
        var source = new NftLeftovers(host.Network.Runner);

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            var table = new Leftover("nftables", "nft", family, "table", "", [$"{NftNames.Word(family)} kube-proxy"]);
            Assert.Equal([table], await source.FindAsync("nftables", family, CancellationToken.None));
            Assert.Equal([table], await source.RemoveAsync("iptables", family, CancellationToken.None));
            Assert.Empty(await source.RemoveAsync("iptables", family, CancellationToken.None));
        }

        Assert.Equal(before, await host.Network.RunAsync("nft", "list", "ruleset"));
    }
}
