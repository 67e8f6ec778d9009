using System.Text.Json;
using Proxier.Core.Objects;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>On a real kernel.</summary>
public sealed class TakeoverTests : IAsyncLifetime
{
    private static readonly RivalService Web = new("shop", "web", "http", Protocol.Tcp) { ClusterIP = Plan.ClusterIP(1), NodePort = 30_080, Endpoints = [Plan.Pod(1), Plan.Pod(2)] };

    private LoneNamespace? _node;

    private NetworkNamespace Node => _node?.Network ?? throw new InvalidOperationException("The test has not begun.");

    public async Task InitializeAsync()
    {
        if (Netns.Missing is null)
            _node = await LoneNamespace.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
    }

    [NetnsFact]
    public async Task A_dry_run_lists_every_engine_and_changes_nothing()
    {
        await PipeAsync("nft -f -", new RivalNft(IpFamily.IPv6).Text([Web]));
        await PipeAsync("iptables-legacy-restore --noflush", new RivalIptables(IpFamily.IPv4).Text([Web]));
        await PipeAsync("ipset restore", RivalIptables.IpvsSets(IpFamily.IPv4));
        await PipeAsync("iptables-nft-restore --noflush", RivalIptables.IpvsText(IpFamily.IPv4));
        IReadOnlyList<string> before = await HostRules.ReadAsync(Node);

        ToolRun run = await RunAsync("takeover", "--dry-run", "-o", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        using JsonDocument report = JsonDocument.Parse(run.Output);
        Assert.Equal("nftables", report.RootElement.GetProperty("proxyMode").GetString());
        Assert.Equal(
            [
                "iptables iptables-legacy IPv4 chain 16", "iptables iptables-legacy IPv4 rule 12",
                "ipvs ipset IPv4 set 3", "ipvs iptables-nft IPv4 chain 11", "ipvs iptables-nft IPv4 rule 9", "nftables nft IPv6 table 1",
            ],
            report.RootElement.GetProperty("leftovers").EnumerateArray()
                .GroupBy(left => string.Join(' ', ((string[])["mode", "tool", "family", "kind"]).Select(name => left.GetProperty(name).GetString())))
                .Select(kind => $"{kind.Key} {kind.Sum(left => left.GetProperty("count").GetInt32())}").Order());
        Assert.Equal(before, await HostRules.ReadAsync(Node));
    }

    [NetnsFact]
    public async Task People_read_names_and_counts()
    {
        await PipeAsync("nft -f -", new RivalNft(IpFamily.IPv4).Text([Web]));
        await PipeAsync("iptables-nft-restore --noflush", "*nat\n:KUBE-SEP-AAAAAAAAAAAAAAAA - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n:CNI - [0:0]\n-A CNI -j KUBE-MARK-MASQ\nCOMMIT");
        Assert.Equal(
            """
            mode nftables, nft, IPv4:
              1 table: ip kube-proxy
            mode iptables, iptables-nft, IPv4:
              1 chain of table nat: KUBE-SEP-AAAAAAAAAAAAAAAA
              1 chain of table nat stays: KUBE-MARK-MASQ (the rule 'CNI -j KUBE-MARK-MASQ' leads to it)
            proxyd in mode nftables would remove 2 once its own rules are in force; nothing was changed

            """,
            (await RunAsync("takeover", "--dry-run")).Output);
    }

    [NetnsFact]
    public async Task A_clean_host_has_nothing_to_remove() =>
        Assert.Equal("proxyd in mode iptables would find nothing to remove\n", (await RunAsync("takeover", "--dry-run", "--proxy-mode", "iptables")).Output);

    [Fact]
    public async Task A_tool_that_fails_is_told_and_the_exit_code_says_that_there_may_be_more()
    {
        ToolRun run = await ToolRun.OfAsync("takeover", "--dry-run");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("error: IPv4: nft list tables ip was not started: there are no programs here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_dry_run_it_does_nothing_and_says_who_removes()
    {
        ToolRun run = await ToolRun.OfAsync("takeover");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("removed by proxyd at its start", run.Error, StringComparison.Ordinal);
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.WithAsync(Node.Runner, "", arguments);

    private Task<string> PipeAsync(string command, string input) => Node.RunAsync("sh", "-c", $"{command} <<'END'\n{input}\nEND");
}
