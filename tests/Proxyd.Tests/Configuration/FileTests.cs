using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Core.Building;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Tests.CommandLine;
using Proxier.Testing.Deployment;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class FileTests : IDisposable
{
    private readonly ConfigFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_file_as_kubeadm_writes_it_is_all_defaults_but_for_what_it_says()
    {
        string kubeconfig = Path.Combine(_file.Folder, "kubeconfig.conf");
        File.WriteAllText(kubeconfig, "");
        _file.WithText(KubeadmFiles.Config.Replace(KubeadmFiles.KubeconfigPath, kubeconfig, StringComparison.Ordinal));

        Assert.Empty(_file.Warnings());
        ProxydOptions options = _file.Options(), usual = Parsed.Options();
        Assert.Equal(kubeconfig, options.Cluster.Kubeconfig);
        Assert.Equal("10.244.0.0/16", options.GraphArguments.ClusterCidr);
        Assert.Equal([IPNetwork.Parse("10.244.0.0/16")], options.Graph.ClusterCidrs);
        Assert.Equal(
            (usual.Conntrack, usual.Ipvs, usual.Sync, usual.HealthzAddress, usual.MetricsAddress, usual.OomScoreAdj, usual.LogLevel, usual.Modes.Requested),
            (options.Conntrack, options.Ipvs, options.Sync, options.HealthzAddress, options.MetricsAddress, options.OomScoreAdj, options.LogLevel, options.Modes.Requested));
        Assert.Equal((usual.Graph.MasqueradeMark, usual.Graph.NodePortAddresses), (options.Graph.MasqueradeMark, options.Graph.NodePortAddresses));
    }

    [Fact]
    public void Every_field_is_read()
    {
        ProxydOptions options = _file.With(Everything.Replace("FOLDER", _file.Folder, StringComparison.Ordinal)).Options();

        Assert.Equal(("iptables", true, "/run/memory"), (options.Modes.Requested, options.Modes.IsStrict, options.Modes.MemoryPath));
        Assert.Equal(_file.Folder, options.Manifests);
        Assert.Equal((IPEndPoint.Parse("[::1]:1"), IPEndPoint.Parse("[::2]:10249")), (options.HealthzAddress, options.MetricsAddress));
        Assert.Equal((true, -5, LogLevel.Debug, true), (options.IsBindFailureFatal, options.OomScoreAdj, options.LogLevel, options.IsLogJson));
        Assert.Equal((DetectLocalMode.BridgeInterface, "cbr0"), (options.Graph.DetectLocalMode, options.Graph.InterfaceName));
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8")], options.Graph.NodePortAddresses.Ranges);
        Assert.Equal((8u, true, true), (options.Graph.MasqueradeMark, options.Graph.MasqueradeAll, options.Graph.LocalhostNodePorts));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20)), (options.Sync.MinInterval, options.Sync.MaxRetryInterval));
        Assert.Equal([IPNetwork.Parse("10.96.0.0/12")], options.Graph.ServiceCidrs);
        Assert.Equal(Backends.Iptables.DispatchMode.Tree, options.IptablesDispatch);
        Assert.Equal(
            new ConntrackSettings(1, 2, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4), true, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6)), options.Conntrack);
        Assert.Equal(
            new IpvsSettings("wlc", [IPNetwork.Parse("fd00::/8")], true, TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(9)), options.Ipvs);
        Assert.Equal((TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10)), (options.Cluster.Retry, options.Cluster.Silence));
    }

    [Fact]
    public void JSON_is_read_as_well() => Assert.Equal(
        "ipvs", _file.WithText("""{"kind": "KubeProxyConfiguration", "apiVersion": "kubeproxy.config.k8s.io/v1alpha1", "mode": "ipvs"}""").Options().Modes.Requested);

    [Theory]
    [InlineData("nftables", 5, 7)]
    [InlineData("iptables", 1, 3)]
    [InlineData("ipvs", 0, 9)]
    public void Each_mode_has_a_section_of_its_own(string mode, int min, int bit)
    {
        _file.With($$"""
            mode: {{mode}}
            nftables: {minSyncPeriod: 5s, masqueradeBit: 7}
            iptables: {masqueradeBit: {{(mode == "ipvs" ? 9 : 3)}}}
            """);
        Proxyd.Modes.ProxyMode words = Proxyd.Modes.ProxyModes.Built[0] with { Word = mode };
        ProxydOptions options = new ProxydOptionsParser(_file.Read("--hostname-override", "a")).Parse(words);
        Assert.Equal((TimeSpan.FromSeconds(min), 1u << bit), (options.Sync.MinInterval, options.Graph.MasqueradeMark));
    }

    [Fact]
    public void Ours_take_the_place_of_every_mode_s_periods() =>
        Assert.Equal(TimeSpan.Zero, _file.With("proxier: {minSyncPeriod: 0s}\niptables: {minSyncPeriod: 5s}").Options().Sync.MinInterval);

    [Fact]
    public void Unknown_and_repeated_fields_are_warnings_and_the_rest_counts()
    {
        _file.With("""
            colour: red
            iptables: {masqBit: 3, masqueradeAll: true}
            mode: nftables
            mode: iptables
            logging: {options: {text: {colour: true}}}
            """);
        Assert.Equal(
            [
                "colour is not a field of a KubeProxyConfiguration; it is ignored",
                "iptables.masqBit is not a field of a KubeProxyConfiguration; it is ignored",
                "mode is there 2 times; the last one counts",
                "logging.options.text.colour is not a field of a KubeProxyConfiguration; it is ignored",
            ],
            _file.Warnings());
        Assert.Equal(("iptables", true), (_file.Options().Modes.Requested, _file.Options().GraphArguments.MasqueradeAll));
    }

    [Theory]
    [InlineData("kind: KubeProxyConfiguration", "apiVersion: must be kubeproxy.config.k8s.io/v1alpha1")]
    [InlineData("apiVersion: kubeproxy.config.k8s.io/v1\nkind: Service", "apiVersion: must be kubeproxy.config.k8s.io/v1alpha1, not \"kubeproxy.config.k8s.io/v1\"")]
    [InlineData("apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: Service", "kind: must be KubeProxyConfiguration, not \"Service\"")]
    [InlineData("- a", "must hold a KubeProxyConfiguration")]
    [InlineData("", "must hold a KubeProxyConfiguration")]
    [InlineData("a: [", "is not YAML: ")]
    [InlineData("{\n\"a\": [", "line 2: is not JSON: ")]
    [InlineData("""{"apiVersion": "kubeproxy.config.k8s.io/v1alpha1", "\ud800": 1}""", "has text that is not valid Unicode")]
    [InlineData("""{"apiVersion": "kubeproxy.config.k8s.io/v1alpha1", "mode": "\ud800"}""", "has text that is not valid Unicode")]
    [InlineData("a: &a [x, x]\nb: *c", "is not YAML: The alias *c has no complete anchor before it.")]
    public void Something_else_is_an_error(string text, string expected) => Assert.Contains(expected, string.Join('\n', _file.WithText(text).Findings()));

    [Fact]
    public void A_file_that_is_not_there_is_an_error() => Assert.Contains("Could not find file", Assert.Single(_file.Findings()));

    [Fact]
    public void Of_several_documents_the_first_counts()
    {
        _file.With("mode: iptables\n---\nmode: nftables");
        Assert.Equal(["only the first of its 2 documents counts"], _file.Warnings());
        Assert.Equal("iptables", _file.Options().Modes.Requested);
    }

    private const string Everything = """
        bindAddress: "::"
        bindAddressHardFail: true
        healthzBindAddress: "[::1]:1"
        metricsBindAddress: "::2"
        clusterCIDR: 10.244.0.0/16,fd00::/56
        detectLocalMode: BridgeInterface
        detectLocal: {bridgeInterface: cbr0, interfaceNamePrefix: veth}
        nodePortAddresses: [10.0.0.0/8, primary]
        oomScoreAdj: -5
        mode: iptables
        iptables: {masqueradeBit: 3, masqueradeAll: true, localhostNodePorts: true, syncPeriod: 20s, minSyncPeriod: 2s}
        nftables: {masqueradeBit: 4, masqueradeAll: false, syncPeriod: 21s, minSyncPeriod: 3s}
        ipvs: {scheduler: wlc, excludeCIDRs: ["fd00::/8"], strictARP: true, tcpTimeout: 7m, tcpFinTimeout: 8m, udpTimeout: 9m, syncPeriod: 22s, minSyncPeriod: 4s}
        conntrack: {maxPerCore: 1, min: 2, tcpEstablishedTimeout: 3m, tcpCloseWaitTimeout: 4m, tcpBeLiberal: true, udpTimeout: 5m, udpStreamTimeout: 6m}
        logging: {verbosity: 4, format: json}
        proxier:
          manifests: FOLDER
          strictProxyMode: true
          proxyModeMemory: /run/memory
          serviceCidr: [10.96.0.0/12]
          iptablesDispatch: tree
          apiServerRetry: 50ms
          apiServerSilence: 10s
        """;
}
