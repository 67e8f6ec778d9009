using Proxier.Proxyd.Tests.CommandLine;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class ValidationTests : IDisposable
{
    private readonly ConfigFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("mode: ebpf", "mode: \"ebpf\" is not one of nftables, ipvs, iptables, userspace, auto")]
    [InlineData("mode: 5", "mode: must be text, not 5")]
    [InlineData("iptables: {masqueradeBit: 32}", "iptables.masqueradeBit: 32 is not within 0 to 31")]
    [InlineData("iptables: {masqueradeBit: -1}", "iptables.masqueradeBit: -1 is not within 0 to 31")]
    [InlineData("iptables: {masqueradeBit: \"3\"}", "iptables.masqueradeBit: must be a whole number, not \"3\"")]
    [InlineData("iptables: {syncPeriod: -1s}", "iptables.syncPeriod: must be more than zero")]
    [InlineData("iptables: {minSyncPeriod: -1s}", "iptables.minSyncPeriod: -1 s is less than zero")]
    [InlineData("iptables: {minSyncPeriod: 31s}", "iptables.minSyncPeriod: 31s is more than the 30s of iptables.syncPeriod")]
    [InlineData("iptables: {minSyncPeriod: 30}", "iptables.minSyncPeriod: must be a duration, such as 30s, 500ms or 1h, not 30")]
    [InlineData("mode: ipvs\niptables: {minSyncPeriod: 31s}", "iptables.minSyncPeriod: 31s is more than the 30s of iptables.syncPeriod")]
    [InlineData("nftables: {masqueradeBit: 32}", "nftables.masqueradeBit: 32 is not within 0 to 31")]
    [InlineData("mode: nftables\nnftables: {minSyncPeriod: 31s}", "nftables.minSyncPeriod: 31s is more than the 30s of nftables.syncPeriod")]
    [InlineData("mode: nftables\nnftables: {syncPeriod: -1s}", "nftables.syncPeriod: must be more than zero")]
    [InlineData("mode: ipvs\nipvs: {syncPeriod: -1s}", "ipvs.syncPeriod: must be more than zero")]
    [InlineData("mode: ipvs\nipvs: {minSyncPeriod: -1s}", "ipvs.minSyncPeriod: -1 s is less than zero")]
    [InlineData("mode: ipvs\nipvs: {tcpTimeout: -1s}", "ipvs.tcpTimeout: -1 s is less than zero")]
    [InlineData("mode: ipvs\nipvs: {tcpFinTimeout: -1s}", "ipvs.tcpFinTimeout: -1 s is less than zero")]
    [InlineData("mode: ipvs\nipvs: {udpTimeout: -1s}", "ipvs.udpTimeout: -1 s is less than zero")]
    [InlineData("mode: ipvs\nipvs: {excludeCIDRs: [10.0.0.0/8, x]}", "ipvs.excludeCIDRs: \"x\" is not a CIDR, such as 10.0.0.0/8 or fd00::/64")]
    [InlineData("mode: auto\nipvs: {udpTimeout: -1s}", "ipvs.udpTimeout: -1 s is less than zero")]
    [InlineData("configSyncPeriod: -1s", "configSyncPeriod: must be more than zero")]
    [InlineData("conntrack: {maxPerCore: -1}", "conntrack.maxPerCore: -1 is less than zero")]
    [InlineData("conntrack: {min: -1}", "conntrack.min: -1 is less than zero")]
    [InlineData("conntrack: {tcpEstablishedTimeout: -1s}", "conntrack.tcpEstablishedTimeout: -1 s is less than zero")]
    [InlineData("conntrack: {tcpCloseWaitTimeout: -1s}", "conntrack.tcpCloseWaitTimeout: -1 s is less than zero")]
    [InlineData("conntrack: {udpTimeout: -1s}", "conntrack.udpTimeout: -1 s is less than zero")]
    [InlineData("conntrack: {udpStreamTimeout: -1s}", "conntrack.udpStreamTimeout: -1 s is less than zero")]
    [InlineData("conntrack: 5", "conntrack: must hold fields, not 5")]
    [InlineData("oomScoreAdj: 1001", "oomScoreAdj: 1001 is not within -1000 to 1000")]
    [InlineData("oomScoreAdj: -1001", "oomScoreAdj: -1001 is not within -1000 to 1000")]
    [InlineData("clientConnection: {burst: -1}", "clientConnection.burst: -1 is less than zero")]
    [InlineData("bindAddress: node-1", "bindAddress: 'node-1' is not an IP address")]
    [InlineData("healthzBindAddress: localhost:1", "healthzBindAddress: \"localhost:1\" is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256")]
    [InlineData("healthzBindAddress: 0.0.0.0:0", "healthzBindAddress: \"0.0.0.0:0\" is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256")]
    [InlineData("metricsBindAddress: 0.0.0.0:65536", "metricsBindAddress: \"0.0.0.0:65536\" is not IP:PORT, such as 0.0.0.0:10256 or [::]:10256")]
    [InlineData("clusterCIDR: 10.0.0.0/33", "clusterCIDR: '10.0.0.0/33' is not a CIDR, such as 10.0.0.0/8 or fd00::/64")]
    [InlineData("clusterCIDR: 10.0.0.0/8,11.0.0.0/8", "clusterCIDR: '10.0.0.0/8,11.0.0.0/8' holds more than one CIDR of a family")]
    [InlineData("nodePortAddresses: [everywhere]", "nodePortAddresses: 'everywhere' is not a CIDR or one of primary, localhost, all, such as 10.0.0.0/8 or fd00::/64")]
    [InlineData("nodePortAddresses: primary", "nodePortAddresses: must be a list of texts, not \"primary\"")]
    [InlineData("detectLocalMode: Guess", "detectLocalMode: \"Guess\" is not one of ClusterCIDR, NodeCIDR, BridgeInterface, InterfaceNamePrefix")]
    [InlineData("detectLocalMode: BridgeInterface", "detectLocal.bridgeInterface: is needed with detect-local-mode BridgeInterface")]
    [InlineData("detectLocalMode: InterfaceNamePrefix", "detectLocal.interfaceNamePrefix: is needed with detect-local-mode InterfaceNamePrefix")]
    [InlineData("showHiddenMetricsForVersion: latest", "showHiddenMetricsForVersion: \"latest\" is not a version such as 1.35")]
    [InlineData("portRange: 7-5", "portRange: \"7-5\" is not a range of ports, such as 32000-32767")]
    [InlineData("portRange: 65000+1000", "portRange: \"65000+1000\" is not a range of ports, such as 32000-32767")]
    [InlineData("logging: {format: xml}", "logging.format: \"xml\" is not one of text, json")]
    [InlineData("logging: {verbosity: -1}", "logging.verbosity: -1 is less than zero")]
    [InlineData("logging: {vmodule: [{filePattern: a, verbosity: b}]}", "logging.vmodule: must be patterns of file names, each with a level of 0 or more, not an array")]
    [InlineData("featureGates: {A: 1}", "featureGates: must be names of gates, each with true or false, not an object")]
    [InlineData("bindAddressHardFail: \"yes\"", "bindAddressHardFail: must be true or false, not \"yes\"")]
    [InlineData("proxier: {manifests: /does/not/exist}", "proxier.manifests: there is no folder '/does/not/exist'")]
    [InlineData("proxier: {iptablesDispatch: heap}", "proxier.iptablesDispatch: \"heap\" is not one of auto, list, tree")]
    [InlineData("proxier: {syncPeriod: 1s, minSyncPeriod: 2s}", "proxier.minSyncPeriod: 2s is more than the 1s of proxier.syncPeriod")]
    [InlineData("proxier: {apiServerRetry: 31s}", "proxier.apiServerRetry: must be from 1ms to 30s")]
    [InlineData("clientConnection: {kubeconfig: /does/not/exist}", "clientConnection.kubeconfig: there is no file '/does/not/exist'")]
    public void What_is_wrong_is_named_by_its_field(string fields, string expected) => Assert.Equal([expected], _file.With(fields).Findings());

    [Theory]
    [InlineData("ipvs: {syncPeriod: -1s, minSyncPeriod: -1s, udpTimeout: -1s, excludeCIDRs: [x]}")]
    [InlineData("mode: iptables\nnftables: {masqueradeBit: 32, syncPeriod: -1s, minSyncPeriod: -2s}")]
    [InlineData("healthzBindAddress: 0.0.0.0\nmetricsBindAddress: \"::1\"")]
    [InlineData("portRange: 32000+700")]
    [InlineData("portRange: \"80\"")]
    [InlineData("nodePortAddresses: [localhost]")]
    [InlineData("clusterCIDR: fd00::/56,10.0.0.0/8")]
    public void This_is_right(string fields) => Assert.NotNull(_file.With(fields).Options());

    [Fact]
    public void A_name_of_nothing_but_spaces_is_wrong() =>
        Assert.Equal([$"{_file.Path}: hostnameOverride: the node's name is empty"], Parsed.Findings("--config", _file.With("hostnameOverride: \"  \"").Path));

    [Fact]
    public void Everything_that_is_wrong_is_in_one_report()
    {
        _file.With("""
            mode: ebpf
            oomScoreAdj: many
            iptables: {syncPeriod: -1s, masqueradeBit: 99}
            conntrack: {min: -1}
            clusterCIDR: here
            """);
        Assert.Equal(
            [
                "oomScoreAdj: must be a whole number, not \"many\"",
                "mode: \"ebpf\" is not one of nftables, ipvs, iptables, userspace, auto",
                "iptables.masqueradeBit: 99 is not within 0 to 31",
                "iptables.syncPeriod: must be more than zero",
                "conntrack.min: -1 is less than zero",
                "clusterCIDR: 'here' is not a CIDR, such as 10.0.0.0/8 or fd00::/64",
            ],
            _file.Findings());
    }
}
