using Proxier.Proxyd.Configuration;

namespace Proxier.Proxyd.Tests.Configuration;

/// <summary>kube-proxy's flags and fields, from its documentation (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/).</summary>
public sealed class KubeProxyFlagTests
{
    [Theory]
    [InlineData("--config --write-config-to --cleanup --init-only --hostname-override --master --kubeconfig --feature-gates --kube-api-content-type --kube-api-qps --kube-api-burst")]
    [InlineData("--bind-address --healthz-bind-address --metrics-bind-address --bind-address-hard-fail --healthz-port --metrics-port --profiling --show-hidden-metrics-for-version")]
    [InlineData("--proxy-mode --iptables-masquerade-bit --masquerade-all --iptables-localhost-nodeports --iptables-sync-period --iptables-min-sync-period")]
    [InlineData("--ipvs-sync-period --ipvs-min-sync-period --ipvs-scheduler --ipvs-exclude-cidrs --ipvs-strict-arp --ipvs-tcp-timeout --ipvs-tcpfin-timeout --ipvs-udp-timeout")]
    [InlineData("--detect-local-mode --cluster-cidr --pod-bridge-interface --pod-interface-name-prefix --nodeport-addresses --oom-score-adj --config-sync-period --proxy-port-range")]
    [InlineData("--conntrack-max-per-core --conntrack-min --conntrack-tcp-timeout-established --conntrack-tcp-timeout-close-wait --conntrack-tcp-be-liberal --conntrack-udp-timeout")]
    [InlineData("--conntrack-udp-timeout-stream --v --vmodule --logging-format --log-flush-frequency --udp-timeout")]
    [InlineData("--windows-service --enable-dsr --network-name --source-vip --root-hnsendpoint-name --forward-healthcheck-vip")]
    public void Every_flag_is_accepted(string flags) => Assert.All(flags.Split(' '), flag => Assert.True(Settings.ByFlag.Contains(flag), flag));

    [Theory]
    [InlineData("featureGates clientConnection.kubeconfig clientConnection.acceptContentTypes clientConnection.contentType clientConnection.qps clientConnection.burst")]
    [InlineData("logging.format logging.flushFrequency logging.verbosity logging.vmodule hostnameOverride bindAddress healthzBindAddress metricsBindAddress bindAddressHardFail")]
    [InlineData("enableProfiling showHiddenMetricsForVersion mode iptables.masqueradeBit iptables.masqueradeAll iptables.localhostNodePorts iptables.syncPeriod iptables.minSyncPeriod")]
    [InlineData("ipvs.syncPeriod ipvs.minSyncPeriod ipvs.scheduler ipvs.excludeCIDRs ipvs.strictARP ipvs.tcpTimeout ipvs.tcpFinTimeout ipvs.udpTimeout")]
    [InlineData("nftables.masqueradeBit nftables.masqueradeAll nftables.syncPeriod nftables.minSyncPeriod winkernel.networkName winkernel.sourceVip winkernel.enableDSR")]
    [InlineData("winkernel.rootHnsEndpointName winkernel.forwardHealthCheckVip detectLocalMode detectLocal.bridgeInterface detectLocal.interfaceNamePrefix clusterCIDR")]
    [InlineData("nodePortAddresses oomScoreAdj conntrack.maxPerCore conntrack.min conntrack.tcpEstablishedTimeout conntrack.tcpCloseWaitTimeout conntrack.tcpBeLiberal")]
    [InlineData("conntrack.udpTimeout conntrack.udpStreamTimeout configSyncPeriod portRange windowsRunAsService")]
    public void Every_field_is_known(string fields) => Assert.All(fields.Split(' '), field => Assert.True(Settings.ByField.ContainsKey(field), field));
}
