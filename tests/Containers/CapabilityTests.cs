using System.Globalization;
using System.Text.RegularExpressions;
using Proxier.Testing;
using Proxier.Testing.Containers;
using Proxier.Testing.Deployment;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>The capabilities of deploy/proxier.yaml suffice for every mode, which all other tests here show, and none of them can go.</summary>
[Collection(DockerCollection.Name)]
public sealed partial class CapabilityTests(IptablesLegacyCluster bed) : IClassFixture<IptablesLegacyCluster>
{
    /// <summary>By their numbers: linux/capability.h.</summary>
    private static readonly Dictionary<string, int> Numbers = new() { ["NET_ADMIN"] = 12, ["NET_RAW"] = 13 };

    private ContainerNode Node => bed.Nodes[0];

    public static TheoryData<string> Shipped => [.. DeployedDaemon.Shipped.Capabilities];

    [NetnsFact]
    public async Task The_daemon_of_all_these_tests_has_them_and_no_other()
    {
        string[] status = (await Node.Daemon.ExecAsync(["cat", "/proc/1/status"])).Stdout.Split('\n');
        ulong expected = DeployedDaemon.Shipped.Capabilities.Aggregate(0UL, (mask, name) => mask | 1UL << Numbers[name]);

        foreach (string set in new[] { "CapEff", "CapPrm", "CapBnd" })
            Assert.Equal(expected, ulong.Parse(Value(status, set), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal("1", Value(status, "NoNewPrivs"));
        Assert.Equal("2", Value(status, "Seccomp")); // a filter
    }

    [NetnsFact]
    public async Task Nothing_of_its_file_system_can_be_written_but_what_is_mounted_for_that()
    {
        foreach (string path in new[] { "/x", "/tmp/x", "/opt/proxier/x", "/etc/proxier/manifests/x", "/proc/sys/net/ipv4/ip_forward" })
            Assert.Contains("Read-only file system", (await Node.Daemon.ExecAsync(["sh", "-c", $"echo 1 >{path}"])).Stderr, StringComparison.Ordinal);
        Assert.Equal("1\n", (await Node.Daemon.ExecAsync(["cat", "/proc/sys/net/ipv4/conf/all/route_localnet"])).Stdout); // through the mount
    }

    [NetnsTheory]
    [MemberData(nameof(Shipped))]
    public async Task Without_any_one_of_them_it_writes_no_rules_where_kubelet_does_and_says_why(string missing)
    {
        await Node.Daemon.StopAsync();
        try
        {
            await RemoveRulesAsync();
            await using IContainer lesser = Node.DaemonWith(bed.Mode, DeployedDaemon.Shipped.Capabilities.Where(name => name != missing)).Build();
            await lesser.StartAsync();
            await Eventually.TrueAsync(async () => !await lesser.IsRunningAsync() || HasTried().IsMatch(await LogAsync(lesser)), Patience.Limit, "it does nothing");

            Assert.Matches("CAP_NET_ADMIN|legacy.*Permission denied", await LogAsync(lesser));
            Assert.DoesNotContain("KUBE-SERVICES", await RulesAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await RemoveRulesAsync();
            await Node.StartDaemonAsync(bed.Mode);
        }

        Assert.Contains("KUBE-SERVICES", await RulesAsync(), StringComparison.Ordinal);
    }

    private static string Value(string[] status, string name) => status.Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal)).Split('\t')[1];

    private static async Task<string> LogAsync(IContainer daemon)
    {
        (string output, string error) = await daemon.GetLogsAsync();
        return output + error;
    }

    /// <summary>It may have written rules where kubelet does not.</summary>
    [GeneratedRegex("IPv4: .*(failed|written in full)")]
    private static partial Regex HasTried();

    private async Task<string> RulesAsync() => (await Node.Machine.ExecAsync(["iptables-legacy-save", "-t", "nat"])).Stdout;

    private Task<ExecResult> RemoveRulesAsync() => Node.Machine.ExecAsync(["sh", "-ec", "for tool in iptables-legacy ip6tables-legacy iptables-nft ip6tables-nft; do for table in nat filter; do $tool -t $table -F; $tool -t $table -X; done; done"]);
}
