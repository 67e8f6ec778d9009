using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Iptables;
using Proxier.Core.Building;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.Tests.CommandLine;

public sealed class ProxydOptionsTests
{
    [Fact]
    public void Defaults_are_kube_proxy_s()
    {
        ProxydOptions options = Parsed.Options();
        Assert.Equal("nftables", options.Mode.Word);
        Assert.Equal(IPEndPoint.Parse("0.0.0.0:10256"), options.HealthzAddress);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:10249"), options.MetricsAddress);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Sync.MinInterval);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Sync.MaxRetryInterval);
        Assert.Equal(1u << 14, options.Graph.MasqueradeMark);
        Assert.Equal(DetectLocalMode.ClusterCIDR, options.Graph.DetectLocalMode);
        Assert.True(options.Graph.NodePortAddresses.Primary);
        Assert.Equal(new ConntrackSettings(32768, 131072, TimeSpan.FromHours(24), TimeSpan.FromHours(1), false, TimeSpan.Zero, TimeSpan.Zero), options.Conntrack);
        Assert.Equal(LogLevel.Information, options.LogLevel);
    }

    [Theory]
    [InlineData("auto", DispatchMode.Auto)]
    [InlineData("list", DispatchMode.List)]
    [InlineData("tree", DispatchMode.Tree)]
    public void The_dispatch_of_iptables_is_a_word(string word, DispatchMode expected) =>
        Assert.Equal(expected, Parsed.Options("--iptables-dispatch", word).IptablesDispatch);

    [Fact]
    public void How_patient_to_be_with_the_API_server_can_be_said()
    {
        ProxydOptions usual = Parsed.Options(), options = Parsed.Options("--api-server-retry", "50ms", "--api-server-silence", "10s");

        Assert.Equal((800, 150), (usual.Cluster.Retry.TotalMilliseconds, usual.Cluster.Silence.TotalSeconds));
        Assert.Equal((50, 10), (options.Cluster.Retry.TotalMilliseconds, options.Cluster.Silence.TotalSeconds));
        Assert.Equal(
            ["--api-server-silence: 'long' is not a duration, such as 30s, 500ms or 1h", "--api-server-retry: must be from 1ms to 30s"],
            Parsed.Findings("--api-server-retry", "0s", "--api-server-silence", "long"));
    }

    [Fact]
    public void The_flags_of_ipvs_are_kube_proxy_s()
    {
        Assert.Equal(IpvsSettings.Default, Parsed.Options().Ipvs);
        var expected = new IpvsSettings(
            "wlc", [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")], StrictArp: true, TimeSpan.FromHours(1), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(3));
        Assert.Equal(expected, Parsed.Options(
            "--ipvs-scheduler=wlc", "--ipvs-exclude-cidrs", "10.0.0.0/8,fd00::/8", "--ipvs-strict-arp", "--ipvs-tcp-timeout", "1h", "--ipvs-tcpfin-timeout", "2m",
            "--ipvs-udp-timeout", "3s").Ipvs);
        Assert.Equal(["--ipvs-exclude-cidrs: \"x\" is not a CIDR, such as 10.0.0.0/8 or fd00::/64"], Parsed.Findings("--proxy-mode", "ipvs", "--ipvs-exclude-cidrs", "x"));
    }

    [Fact]
    public void An_empty_mode_is_the_default_one() => Assert.Equal("nftables", Parsed.Options("--proxy-mode", "").Modes.Requested);

    [Theory]
    [InlineData("ipvs")]
    [InlineData("userspace")]
    [InlineData("auto")]
    public void A_mode_without_a_backend_may_be_asked_for(string mode)
    {
        ProxydOptions options = Parsed.Options("--proxy-mode", mode, "--strict-proxy-mode", "--proxy-mode-memory", "/run/x");
        Assert.Equal(new ModeSettings(mode, IsStrict: true, "/run/x"), options.Modes);
    }

    [Fact]
    public void The_node_s_name_is_trimmed_and_in_small_letters() =>
        Assert.Equal("node-a", Parsed.Options().Graph.NodeName);

    [Theory]
    [InlineData(0, "--min-sync-period", "0")]
    [InlineData(5, "--iptables-min-sync-period=5s")]
    [InlineData(7, "--min-sync-period", "7s", "--iptables-min-sync-period", "5s")]
    public void The_minimum_interval_has_two_names_and_ours_wins(double seconds, params string[] arguments) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Parsed.Options(arguments).Sync.MinInterval);

    [Fact]
    public void A_short_sync_period_also_shortens_the_first_retry()
    {
        ProxydOptions options = Parsed.Options("--sync-period", "100ms", "--min-sync-period", "0");
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.Sync.MaxRetryInterval);
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.Sync.RetryInterval);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("127.0.0.1", "127.0.0.1:10256")]
    [InlineData("::1", "[::1]:10256")]
    [InlineData("[::]:1234", "[::]:1234")]
    public void An_address_may_lack_its_port_or_be_empty(string text, string? expected) =>
        Assert.Equal(expected is null ? null : IPEndPoint.Parse(expected), Parsed.Options("--healthz-bind-address", text).HealthzAddress);

    [Fact]
    public void Lists_may_be_repeated_or_have_commas()
    {
        GraphOptions graph = Parsed.Options("--nodeport-addresses", "primary,10.0.0.0/8", "--nodeport-addresses=fd00::/8", "--masquerade-all=false").Graph;
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")], graph.NodePortAddresses.Ranges);
        Assert.False(graph.MasqueradeAll);
    }

    [Theory]
    [InlineData("3", LogLevel.Information)]
    [InlineData("4", LogLevel.Debug)]
    [InlineData("6", LogLevel.Trace)]
    public void Verbosity_is_kube_proxy_s(string level, LogLevel expected) => Assert.Equal(expected, Parsed.Options("-v", level).LogLevel);

    [Fact]
    public void Every_finding_is_in_one_report() => Assert.Equal(
        [
            "--conntrack-udp-timeout: '5 minutes' is not a duration, such as 30s, 500ms or 1h",
            "--proxy-mode: \"ebpf\" is not one of nftables, ipvs, iptables, userspace, auto",
            "--healthz-bind-address: \"localhost:10256\" is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256",
            "--metrics-bind-address: \"[::]:0\" is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256",
            "--detect-local-mode: \"Guess\" is not one of ClusterCIDR, NodeCIDR, BridgeInterface, InterfaceNamePrefix",
            "--iptables-masquerade-bit: 32 is not within 0 to 31",
            "--conntrack-min: -1 is less than zero",
            "--manifests: there is no folder '/does/not/exist'",
            "--hostname-override: the node's name is empty",
            "--cluster-cidr: '10.0.0.0/33' is not a CIDR, such as 10.0.0.0/8 or fd00::/64",
            "--min-sync-period: 40s is more than the 30s of --iptables-sync-period",
        ],
        Parsed.Findings(
            "--manifests", "/does/not/exist", "--proxy-mode", "ebpf", "--iptables-masquerade-bit", "32", "--hostname-override", "  ", "--detect-local-mode", "Guess",
            "--cluster-cidr", "10.0.0.0/33", "--min-sync-period", "40s", "--conntrack-min=-1", "--conntrack-udp-timeout", "5 minutes",
            "--healthz-bind-address", "localhost:10256", "--metrics-bind-address", "[::]:0"));

    [Fact]
    public void Objects_come_from_the_API_server_or_from_a_folder()
    {
        Assert.Equal(
            [
                "--kubeconfig: does not go together with --manifests: objects come from the API server or from a folder",
                "--master: does not go together with --manifests: objects come from the API server or from a folder",
                "--kubeconfig: there is no file '/does/not/exist'",
            ],
            Parsed.Findings("--manifests", "/", "--kubeconfig", "/does/not/exist", "--master", "http://192.0.2.1"));
        ProxydOptions folder = Parsed.Options(), pod = folder with { Manifests = "" };
        ProxydOptions master = pod with { Cluster = pod.Cluster with { Master = "192.0.2.1" } };
        Assert.Equal(["manifests /", "API server of this pod", "API server 192.0.2.1"], new[] { folder, pod, master }.Select(options => options.ToString().Split(", ")[2]));
    }

    [Fact]
    public async Task Bad_usage_ends_with_code_2_and_says_everything()
    {
        using var error = new StringWriter();
        Assert.Equal(2, await ProxydCommand.RunAsync(["--manifests", "/does/not/exist", "--frobnicate", "--cluster-cidr", "x"], error));
        Assert.Contains("nothing was changed", error.ToString());
        Assert.Contains("--frobnicate", error.ToString());
        Assert.Contains("--manifests: there is no folder", error.ToString());
        Assert.Contains("--cluster-cidr: 'x'", error.ToString());
    }
}
