using System.CommandLine;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>
/// The flags, most of them kube-proxy's own. Values stay text here: what is wrong with them is reported together with all other
/// findings, not one at a time.
/// </summary>
internal sealed class ProxydFlags
{
    public Option<string?> Manifests { get; } = Text("--manifests", "A folder of YAML and JSON files with Services, EndpointSlices and Nodes, in place of the API server. It is watched.", "DIR");

    public Option<string?> Kubeconfig { get; } = Text("--kubeconfig", "How to reach the API server. Default, without --master: by the service account of the pod we run in.", "FILE");

    public Option<string?> Master { get; } = Text("--master", "The address of the API server; takes the place of the one in the kubeconfig.", "URL");

    public Option<string?> ApiServerRetry { get; } = Text("--api-server-retry", "First wait after the API server failed us; doubles with each further failure, up to 30s.", "DURATION", "800ms");

    public Option<string?> ApiServerSilence { get; } = Text("--api-server-silence", "Longest silence on a watch before it is begun anew; half of it within a list.", "DURATION", "150s");

    public Option<string?> ProxyMode { get; } = Text("--proxy-mode", $"How the kernel is programmed: {string.Join(", ", ProxyModes.Words)}. auto takes the first that works, and stays with it.", "MODE", ProxyModes.Default);

    public Option<bool> StrictProxyMode { get; } = new("--strict-proxy-mode") { Description = "Fail when the requested mode cannot be used, instead of falling back from ipvs to iptables." };

    public Option<string?> ProxyModeMemory { get; } = Text("--proxy-mode-memory", "Where auto keeps what it chose; empty: nowhere.", "FILE", "/var/lib/proxier/proxy-mode");

    public Option<string?> HostnameOverride { get; } = Text("--hostname-override", "The name of the Node we run on. Default: the host's name.", "NODE");

    public Option<string?> BindAddress { get; } = Text("--bind-address", "Overrides the node's primary address in its family; nothing binds there.", "IP", "");

    public Option<string?> ClusterCidr { get; } = Text("--cluster-cidr", "The pods' range, or one of each family: 10.244.0.0/16,fd00:10:244::/56.", "CIDR[,CIDR]", "");

    public Option<string[]> NodePortAddresses { get; } = List("--nodeport-addresses", "Where node ports answer: CIDRs, primary, localhost, all. Default: primary for nftables, all for other modes.");

    public Option<string[]> ServiceCidr { get; } = List("--service-cidr", "Ranges of cluster IPs, besides the cluster's ServiceCIDR objects; what no Service uses there is dropped.");

    public Option<string?> HealthzBindAddress { get; } = Text("--healthz-bind-address", "Where /healthz and /livez answer; empty: nowhere.", "IP:PORT", "0.0.0.0:10256");

    public Option<string?> MetricsBindAddress { get; } = Text("--metrics-bind-address", "Where /metrics, /proxyMode and /configz answer; empty: nowhere.", "IP:PORT", "127.0.0.1:10249");

    public Option<bool> MasqueradeAll { get; } = new("--masquerade-all") { Description = "Masquerade everything that goes to a cluster IP." };

    public Option<string?> MasqueradeBit { get; } = Text("--iptables-masquerade-bit", "The bit of the packet mark that asks for masquerading, 0 to 31, in every mode.", "BIT", "14");

    public Option<bool> LocalhostNodePorts { get; } = new("--iptables-localhost-nodeports")
    {
        Description = "Node ports answer on 127.0.0.0/8 too, in modes that can.", DefaultValueFactory = _ => true,
    };

    public Option<string?> IptablesDispatch { get; } = Text("--iptables-dispatch", "How iptables finds a Service: list, as kube-proxy does; tree; auto: a tree above 200 addresses and node ports.", "HOW", "auto");

    public Option<string?> DetectLocalMode { get; } = Text("--detect-local-mode", "How pods are told from others: ClusterCIDR, NodeCIDR, BridgeInterface, InterfaceNamePrefix.", "MODE", "ClusterCIDR");

    public Option<string?> PodBridgeInterface { get; } = Text("--pod-bridge-interface", "For BridgeInterface: the bridge that packets of pods come in by.", "NAME", "");

    public Option<string?> PodInterfaceNamePrefix { get; } = Text("--pod-interface-name-prefix", "For InterfaceNamePrefix: how the interfaces' names begin.", "PREFIX", "");

    public Option<string?> MinSyncPeriod { get; } = Text("--min-sync-period", "Shortest time from the end of one apply to the next; 0: none. Default 1s.", "DURATION");

    public Option<string?> IptablesMinSyncPeriod { get; } = Text("--iptables-min-sync-period", "The same under kube-proxy's name, in every mode.", "DURATION", "1s");

    public Option<string?> SyncPeriod { get; } = Text("--sync-period", "Longest time between tries after a failure; after two of them without success the proxy is unhealthy. Default 30s.", "DURATION");

    public Option<string?> IptablesSyncPeriod { get; } = Text("--iptables-sync-period", "The same under kube-proxy's name, in every mode.", "DURATION", "30s");

    public Option<string?> IpvsMinSyncPeriod { get; } = Text("--ipvs-min-sync-period", "--min-sync-period for mode ipvs.", "DURATION", "0s");

    public Option<string?> IpvsSyncPeriod { get; } = Text("--ipvs-sync-period", "--sync-period for mode ipvs.", "DURATION", "30s");

    public Option<string?> IpvsScheduler { get; } = Text("--ipvs-scheduler", "How ipvs chooses an endpoint where a Service does not say; empty: rr.", "NAME", "");

    public Option<string[]> IpvsExcludeCidrs { get; } = List("--ipvs-exclude-cidrs", "Virtual servers in these ranges are never touched.");

    public Option<bool> IpvsStrictArp { get; } = new("--ipvs-strict-arp") { Description = "Set arp_ignore to 1 and arp_announce to 2 in mode ipvs." };

    public Option<string?> IpvsTcpTimeout { get; } = Text("--ipvs-tcp-timeout", "0: leave it.", "DURATION", "0s");

    public Option<string?> IpvsTcpFinTimeout { get; } = Text("--ipvs-tcpfin-timeout", "0: leave it.", "DURATION", "0s");

    public Option<string?> IpvsUdpTimeout { get; } = Text("--ipvs-udp-timeout", "0: leave it.", "DURATION", "0s");

    public Option<string?> ConntrackMaxPerCore { get; } = Text("--conntrack-max-per-core", "Flows to track for each CPU; 0: leave the limit as it is.", "NUMBER", "32768");

    public Option<string?> ConntrackMin { get; } = Text("--conntrack-min", "Flows to track at least.", "NUMBER", "131072");

    public Option<string?> ConntrackTcpTimeoutEstablished { get; } = Text("--conntrack-tcp-timeout-established", "0: leave it.", "DURATION", "24h");

    public Option<string?> ConntrackTcpTimeoutCloseWait { get; } = Text("--conntrack-tcp-timeout-close-wait", "0: leave it.", "DURATION", "1h");

    public Option<bool> ConntrackTcpBeLiberal { get; } = new("--conntrack-tcp-be-liberal") { Description = "Do not take packets outside the window for invalid." };

    public Option<string?> ConntrackUdpTimeout { get; } = Text("--conntrack-udp-timeout", "0: leave it.", "DURATION", "0s");

    public Option<string?> ConntrackUdpTimeoutStream { get; } = Text("--conntrack-udp-timeout-stream", "0: leave it.", "DURATION", "0s");

    public Option<bool> TakeOver { get; } = new("--take-over")
    {
        Description = "Once our rules are in force, remove those that kube-proxy left in any mode; 'proxyctl takeover --dry-run' shows which.", DefaultValueFactory = _ => true,
    };

    public Option<bool> Cleanup { get; } = new("--cleanup") { Description = "Remove the rules of every mode, and end." };

    public Option<string?> Verbosity { get; } = Text("-v", "How much to log: 0 to 3 what happened, from 4 on every apply, from 6 on everything.", "LEVEL", "0");

    public IEnumerable<Option> All =>
    [
        Manifests, Kubeconfig, Master, ApiServerRetry, ApiServerSilence, ProxyMode, StrictProxyMode, ProxyModeMemory, HostnameOverride, BindAddress, ClusterCidr, NodePortAddresses, ServiceCidr, HealthzBindAddress, MetricsBindAddress,
        MasqueradeAll, MasqueradeBit, LocalhostNodePorts, IptablesDispatch, DetectLocalMode, PodBridgeInterface, PodInterfaceNamePrefix, MinSyncPeriod,
        IptablesMinSyncPeriod, SyncPeriod, IptablesSyncPeriod, IpvsMinSyncPeriod, IpvsSyncPeriod, IpvsScheduler, IpvsExcludeCidrs, IpvsStrictArp,
        IpvsTcpTimeout, IpvsTcpFinTimeout, IpvsUdpTimeout, ConntrackMaxPerCore, ConntrackMin, ConntrackTcpTimeoutEstablished,
        ConntrackTcpTimeoutCloseWait, ConntrackTcpBeLiberal, ConntrackUdpTimeout, ConntrackUdpTimeoutStream, TakeOver, Cleanup, Verbosity,
    ];

    private static Option<string?> Text(string name, string help, string value, string? byDefault = null) =>
        new(name) { Description = help, HelpName = value, DefaultValueFactory = _ => byDefault };

    private static Option<string[]> List(string name, string help) => new(name)
    {
        Description = help, HelpName = "LIST", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [],
    };
}
