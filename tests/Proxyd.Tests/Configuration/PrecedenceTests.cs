using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Tests.CommandLine;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class PrecedenceTests : IDisposable
{
    private readonly ConfigFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_flag_that_loses_to_the_file_is_named_with_the_field_to_use()
    {
        _file.With("mode: iptables\nclusterCIDR: 10.244.0.0/16");
        string[] flags = ["--proxy-mode", "ipvs", "--cluster-cidr=10.0.0.0/8", "--healthz-port=0", "--masquerade-all"];
        Assert.Equal(
            [
                "--cluster-cidr is ignored, because --config is given: set clusterCIDR in the file instead",
                "--healthz-port is ignored, because --config is given",
                "--masquerade-all is ignored, because --config is given: set iptables.masqueradeAll in the file instead",
                "--proxy-mode is ignored, because --config is given: set mode in the file instead",
            ],
            _file.Warnings(flags));
        ProxydOptions options = _file.Options(flags);
        Assert.Equal(("iptables", "10.244.0.0/16", false), (options.Modes.Requested, options.GraphArguments.ClusterCidr, options.GraphArguments.MasqueradeAll));
        Assert.NotNull(options.HealthzAddress);
    }

    [Fact]
    public void Flags_about_this_process_count_beside_a_file()
    {
        _file.With("hostnameOverride: file\nlogging: {verbosity: 0}\nproxier: {minSyncPeriod: 5s}");
        string[] flags = ["--hostname-override", "flag", "-v", "4", "--master=http://192.0.2.1", "--min-sync-period=1s", "--logging-format=json"];
        Assert.Empty(_file.Warnings(flags));
        ProxydOptions options = Parsed.Exactly(["--config", _file.Path, .. flags]);
        Assert.Equal(("flag", Microsoft.Extensions.Logging.LogLevel.Debug, "http://192.0.2.1", true), (options.Graph.NodeName, options.LogLevel, options.Cluster.Master, options.IsLogJson));
        Assert.Equal(TimeSpan.FromSeconds(1), options.Sync.MinInterval);
    }

    [Fact]
    public void A_wrong_flag_that_loses_does_no_harm() => Assert.Equal("iptables", _file.With("mode: iptables").Options("--cluster-cidr=x", "--oom-score-adj=y").Modes.Requested);

    [Fact]
    public void What_has_no_effect_says_why_once()
    {
        Assert.Equal(
            [
                "--kube-api-qps has no effect: a service proxy makes a handful of requests: few watches, and events, which have a limit of their own",
                "--log-dir has no effect: logs go to standard error, a line each",
                "--udp-timeout has no effect: it was for the userspace mode, and kube-proxy has it no more",
            ],
            Parsed.Read("--kube-api-qps=5", "--udp-timeout=1s", "--log_dir=/var/log").Warnings);
        Assert.Equal(
            ["configSyncPeriod has no effect: watches are continued where they broke off, and lists are never repeated by the clock"],
            _file.With("configSyncPeriod: 5m\nportRange: \"\"\nenableProfiling: false").Warnings());
    }

    [Fact]
    public void Feature_gates_are_accepted_and_doubted()
    {
        string[] expected =
        [
            "the gate Colour is not known here and has no effect", "the gate KubeProxyIPVS has no effect: what it is about is always there",
        ];
        Assert.Equal(expected.Select(doubt => $"--feature-gates: {doubt}"), Parsed.Read("--feature-gates=KubeProxyIPVS=false,Colour=true", "--feature-gates", "NFTablesProxyMode=true").Warnings);
        Assert.Equal(expected.Select(doubt => $"featureGates: {doubt}"), _file.With("featureGates: {KubeProxyIPVS: false, Colour: true, TopologyAwareHints: true}").Warnings());
        Assert.Equal(["--feature-gates: 'A=maybe' is not names of gates, each with true or false"], Parsed.Findings("--feature-gates", "A=maybe"));
    }

    [Theory]
    [InlineData("0.0.0.0:10256", "127.0.0.1:10249")]
    [InlineData("[::]:10256", "[::1]:10249", "--bind-address=::")]
    [InlineData("0.0.0.0:1", null, "--healthz-port=1", "--metrics-port=0")]
    [InlineData("10.0.0.1:2", "127.0.0.1:10249", "--healthz-bind-address=10.0.0.1", "--healthz-port=2")]
    [InlineData(null, null, "--healthz-bind-address=", "--metrics-bind-address", "")]
    public void Ports_and_addresses_come_from_four_flags(string? healthz, string? metrics, params string[] flags)
    {
        ProxydOptions options = Parsed.Options(flags);
        Assert.Equal((healthz, metrics), (options.HealthzAddress?.ToString(), options.MetricsAddress?.ToString()));
    }

    [Fact]
    public void An_empty_name_of_the_node_is_the_host_s() => Assert.Equal(Environment.MachineName.ToLowerInvariant(), Parsed.Exactly("--hostname-override=").Graph.NodeName);

    [Theory]
    [InlineData("--masquerade-all", true)]
    [InlineData("--masquerade_all", true)]
    [InlineData("--masquerade-all=F", false)]
    [InlineData("--masquerade-all=1", true)]
    public void Switches_are_Go_s(string flag, bool expected) => Assert.Equal(expected, Parsed.Options(flag).Graph.MasqueradeAll);

    [Fact]
    public void The_last_of_a_repeated_flag_counts_and_numbers_may_be_negative() =>
        Assert.Equal(-7, Parsed.Options("--oom-score-adj", "5", "--oom-score-adj", "-7").OomScoreAdj);

    [Fact]
    public void Our_fields_are_named_like_our_flags() => Assert.All(
        Settings.All.Where(setting => setting.Field.StartsWith("proxier.", StringComparison.Ordinal)),
        setting => Assert.Equal($"--{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Field.Split('.')[1])}", setting.Flag));
}
