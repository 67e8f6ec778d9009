using System.Globalization;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>A configuration file that changes under the running daemon.</summary>
public sealed class ConfigurationTests : DaemonCase, IDisposable
{
    private const int NodePort = 30_080;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-config-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "config.conf");

    public void Dispose() => _folder.Delete(recursive: true);

    [NetnsTheory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    public async Task Other_addresses_for_node_ports_are_in_force_without_a_restart(string mode)
    {
        await StartAsync(mode, $"nodePortAddresses: [{Plan.Node.IPv4}/32]");
        await Node.ProgramAsync([Exposed, .. Slices(Exposed, Bed.Pods[0])]);
        Assert.Equal(("pod1", false), (await AtAsync(Plan.Node.IPv4), await AtAsync(Plan.SecondaryNode.IPv4) == "pod1"));

        await ChangeAsync(mode, $"nodePortAddresses: [{Plan.SecondaryNode.IPv4}/32]", "nodePortAddresses");
        await Node.UntilAsync(async () => await AtAsync(Plan.SecondaryNode.IPv4) == "pod1", Patience.Limit, "node ports do not answer at the new address");
        Assert.NotEqual("pod1", await AtAsync(Plan.Node.IPv4));
    }

    [NetnsFact]
    public async Task Changes_that_are_live_cost_no_connection()
    {
        string[] files =
        [
            "logging: {verbosity: 5}", "nftables: {masqueradeAll: true}", "nftables: {masqueradeBit: 20}", $"clusterCIDR: {Plan.ClusterCidrs}\nconntrack: {{maxPerCore: 0, udpStreamTimeout: 100s}}",
            "nodePortAddresses: [all]", "detectLocalMode: NodeCIDR\nproxier: {serviceCidr: [10.97.0.0/16]}", "nftables: {minSyncPeriod: 50ms, syncPeriod: 10s}",
        ];
        string[] fields = ["logging.verbosity", "masqueradeAll", "masqueradeBit", "udpStreamTimeout", "nodePortAddresses", "detectLocalMode", "syncPeriod"];
        await StartAsync("nftables", "logging: {verbosity: 4}");
        int process = Node.Daemon.ProcessId;
        var load = new SteadyLoad(Node, connectionsPerSecond: 200);

        await load.RunAsync(async () =>
        {
            while (load.New.Attempts < 1000)
            {
                foreach ((string file, string field) in files.Zip(fields))
                    await ChangeAsync("nftables", file, field);
                await Node.SettleAsync();
            }
        });

        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New: {load.New}; held: {load.Held}\n{Node.Daemon.Log}");
        Assert.True(load.Held.Attempts > 500, $"Too little happened: {load.Held}");
        Assert.Equal(process, Node.Daemon.ProcessId);
    }

    [NetnsFact]
    public async Task A_change_that_is_not_live_ends_it_with_its_rules_in_force()
    {
        await StartAsync("nftables", "");
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));

        Write("nftables", "metricsBindAddress: 127.0.0.1:10250\nclusterCIDR: 10.0.0.0/8");
        Assert.Equal(1, await Node.Daemon.WaitForExitAsync(Patience.Limit));
        Assert.True(Node.Daemon.Says("this takes a restart: metricsBindAddress; the rules stay"), Node.Daemon.Log);
        Assert.Equal("pod1", await WhoAnswersAsync(IpFamily.IPv4));

        await Node.Daemon.DisposeAsync();
        Node.Start("--config", Path);
        await Node.UntilAsync(() => Task.FromResult(Node.Daemon.Says("Listening on 127.0.0.1:10250 for metrics")), Patience.Limit, "the new address is not in force");
    }

    [NetnsFact]
    public async Task The_settings_that_need_privileges_can_be_made_alone()
    {
        Write("nftables", "conntrack: {maxPerCore: 0, udpTimeout: 77s}");
        Assert.Equal(0, await Node.RunAsync("--config", Path, "--manifests", Node.Folder.FolderPath, "--init-only"));
        Assert.Equal("77", (await Namespace.RunAsync("cat", "/proc/sys/net/netfilter/nf_conntrack_udp_timeout")).Trim());
        Assert.DoesNotContain("proxier", await Namespace.RunAsync("nft", "list", "tables"), StringComparison.Ordinal);
    }

    private static ServiceManifest Exposed => Web() with { Type = ServiceType.NodePort, Ports = [new PortManifest("", Protocol.Tcp, 80, NodePort)] };

    private async Task StartAsync(string mode, string fields)
    {
        Write(mode, fields);
        Node.Start("--config", Path);
        await Node.InForceAsync(Patience.Limit);
    }

    /// <summary>Returns when the daemon says that it follows.</summary>
    private async Task ChangeAsync(string mode, string fields, string field)
    {
        int from = Node.Daemon.Lines;
        Write(mode, fields);
        await Node.UntilAsync(() => Task.FromResult(Node.Daemon.Says("changed and is in force: ", from)), Patience.Limit, $"the change of {field} is not in force");
        Assert.True(Node.Daemon.Says(field, from), Node.Daemon.Log);
    }

    /// <summary>By rename. The limit of tracked flows is one for the whole machine, so it is left alone.</summary>
    private void Write(string mode, string fields)
    {
        string flows = fields.Contains("conntrack:", StringComparison.Ordinal) ? "" : "conntrack: {maxPerCore: 0}\n";
        string cidr = fields.Contains("clusterCIDR:", StringComparison.Ordinal) ? "" : $"clusterCIDR: {Plan.ClusterCidrs}\n";
        File.WriteAllText($"{Path}.new", string.Create(
            CultureInfo.InvariantCulture, $"apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: {mode}\n{flows}{cidr}{fields}\n"));
        File.Move($"{Path}.new", Path, overwrite: true);
    }

    private async Task<string> AtAsync(IPAddress address) =>
        await Bed.Client.ConnectAsync(new IPEndPoint(address, NodePort), Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered answer ? answer.By : "nobody";
}
