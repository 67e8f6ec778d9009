using Proxier.Core.Objects;
using Proxier.Integration.Daemon;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Integration.Takeover;

/// <summary>What taking over does to the start of the daemon, and what a host that lacks something does to taking over.</summary>
public sealed class TakeoverStartTests : DaemonCase
{
    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("proxier-programs-");

    protected override Task<ProxiedNode> CreateAsync() => ProxiedNode.CreateAsync(Programs.UnderTest);

    [NetnsFact]
    public async Task What_came_back_while_it_was_away_goes_at_the_next_start_and_ours_is_not_written_again()
    {
        Node.Write(WithSlices(Web(), Bed.Pods[0]));
        Node.Start();
        await TakenOverAsync();
        await Node.StopAsync();
        string[] ours = await RulesAsync();
        foreach (Rival rival in Enum.GetValues<Rival>())
            await KubeProxyRules.WriteAsync(Namespace, rival);
        await KubeProxyRules.WriteIpvsAsync(Namespace, Rival.IptablesNft);

        Node.Start();
        await TakenOverAsync();

        Assert.Equal(ours, await RulesAsync());
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            Assert.Contains($"{family}: the kernel already holds revision", Node.Daemon.Log, StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task A_tool_that_fails_delays_only_what_it_alone_can_remove()
    {
        await KubeProxyRules.WriteAsync(Namespace, Rival.Nft);
        await KubeProxyRules.WriteIpvsAsync(Namespace, Rival.IptablesNft);
        string broken = Path.Combine(_programs.FullName, "ipset");
        await File.WriteAllTextAsync(broken, "#!/bin/sh\necho broken >&2\nexit 1\n");
        await Namespace.RunAsync("chmod", "+x", broken);
        Node.Variables = [$"PATH={_programs.FullName}:{Environment.GetEnvironmentVariable("PATH")}"];
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));
        await Node.UntilAsync(() => Task.FromResult(Node.Daemon.Says("ipvsadm could not find or remove what a proxy left of IPv4")), Patience.Limit, "nothing is said about ipset");

        await Node.UntilAsync(async () => (await RulesAsync()).All(line => line.StartsWith("ipset create KUBE-", StringComparison.Ordinal) || line is "table ip proxier" or "table ip6 proxier"), Patience.Limit, "other rules stay");
        using HttpClient http = NamespaceHttp.Client(Namespace);
        Assert.Contains("proxier_takeover_failures_total{ip_family=\"IPv4\",tool=\"ipvsadm\"}", await http.GetStringAsync(new Uri("http://127.0.0.1:10249/metrics")), StringComparison.Ordinal);
        File.Delete(broken);
        await TakenOverAsync();
        Assert.Equal("", await Namespace.RunAsync("ipset", "list", "-n"));
    }

    [NetnsFact]
    public async Task A_node_without_iptables_and_ipset_has_nothing_of_theirs()
    {
        foreach (string needed in (string[])["dotnet", "nft", "conntrack", "nsenter", "unshare"])
            File.CreateSymbolicLink(Path.Combine(_programs.FullName, needed), (await Namespace.RunAsync("sh", "-c", $"command -v {needed}")).Trim());
        Node.Variables = [$"PATH={_programs.FullName}"];
        Node.Start();
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));

        await TakenOverAsync();

        Assert.False(Node.Daemon.Says("could not find or remove"), Node.Daemon.Log);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _programs.Delete(recursive: true);
    }

    /// <summary>Without the tables of iptables-nft, which stay when there is nothing in them but built-in chains.</summary>
    private async Task<string[]> RulesAsync() => [.. (await HostRules.ReadAsync(Namespace)).Where(line => !line.StartsWith("table ", StringComparison.Ordinal) || line.Contains("prox", StringComparison.Ordinal))];

    private Task TakenOverAsync() => Node.UntilAsync(
        () => Task.FromResult(Enum.GetValues<IpFamily>().All(family => Node.Daemon.Says($"{family} is taken over"))), Patience.Limit, "it is not taken over");
}
