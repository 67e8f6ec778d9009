using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Proxyd.Configuration.Forms;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.Configuration.Sections;

internal static class RootSection
{
    public static readonly TimeSpan UsualResync = TimeSpan.FromMinutes(15);

    private static readonly Section Section = new("");

    public static Setting<string> Mode { get; } = Section.Text(
        "mode", "--proxy-mode", Effect.Restart, "MODE",
        $"How the kernel is programmed: {string.Join(", ", ProxyModes.Words)}. auto takes the first that works, and stays with it. Empty: {ProxyModes.Default}.",
        check: Checks.OneOf(["", .. ProxyModes.Words]));

    public static Setting<string> HostnameOverride { get; } = Section.Text(
        "hostnameOverride", "--hostname-override", Effect.Restart, "NODE", "The name of the Node we run on. Empty: the host's name.", isAbove: true);

    public static Setting<string> BindAddress { get; } = Section.Text(
        "bindAddress", "--bind-address", Effect.Live, "IP", "Overrides the node's primary address in its family; nothing binds there.", "0.0.0.0");

    public static Setting<string> HealthzBindAddress { get; } = Section.Text(
        "healthzBindAddress", "--healthz-bind-address", Effect.Restart, "IP:PORT",
        "Where /healthz and /livez answer. An empty flag: nowhere. Default: 0.0.0.0:10256, [::]:10256 with a bindAddress of IPv6.", check: Checks.Listener);

    public static Setting<string> MetricsBindAddress { get; } = Section.Text(
        "metricsBindAddress", "--metrics-bind-address", Effect.Restart, "IP:PORT",
        "Where /metrics, /proxyMode and /configz answer. An empty flag: nowhere. Default: 127.0.0.1:10249, [::1]:10249 with a bindAddress of IPv6.", check: Checks.Listener);

    public static Setting<bool> BindAddressHardFail { get; } = Section.Switch(
        "bindAddressHardFail", "--bind-address-hard-fail", Effect.Restart, "End when one of these two addresses cannot be listened on, instead of trying again.");

    public static Setting<string> ClusterCidr { get; } = Section.Text(
        "clusterCIDR", "--cluster-cidr", Effect.Live, "CIDR[,CIDR]", "The pods' range, or one of each family: 10.244.0.0/16,fd00:10:244::/56.");

    public static Setting<string> DetectLocalMode { get; } = Section.Text(
        "detectLocalMode", "--detect-local-mode", Effect.Live, "MODE", $"How pods are told from others: {string.Join(", ", Enum.GetNames<DetectLocalMode>())}.",
        nameof(Core.Building.DetectLocalMode.ClusterCIDR), Checks.OneOf(Enum.GetNames<DetectLocalMode>()));

    public static Setting<EquatableArray<string>> NodePortAddresses { get; } = Section.List(
        "nodePortAddresses", "--nodeport-addresses", Effect.Live, "Where node ports answer: CIDRs, primary, localhost, all. Default: primary for nftables, all for other modes.");

    public static Setting<int> OomScoreAdj { get; } = Section.Number(
        "oomScoreAdj", "--oom-score-adj", Effect.Live, "How likely the kernel ends this process when memory is short, -1000 to 1000.", -999, Checks.Between(-1000, 1000));

    public static Setting<EquatableArray<FeatureGate>> FeatureGates { get; } = Section.Add(
        new GatesForm(), "featureGates", "--feature-gates", Effect.None("there are no gates here; what the known ones are about is said when one is set otherwise"), "GATE=BOOL,...",
        "Gates of kube-proxy.", EquatableArray.Create<FeatureGate>([]));

    public static Setting<TimeSpan> ConfigSyncPeriod { get; } = Section.Duration(
        "configSyncPeriod", "--config-sync-period", Effect.None("watches are continued where they broke off, and lists are never repeated by the clock"),
        "How often informers hand out everything again.", UsualResync, Checks.Positive, isZeroDefault: true);

    public static Setting<bool> EnableProfiling { get; } = Section.Switch(
        "enableProfiling", "--profiling", Effect.None("there is no pprof in .NET; dotnet-trace and dotnet-dump attach to the process"), "pprof on the metrics port.");

    public static Setting<string> ShowHiddenMetricsForVersion { get; } = Section.Text(
        "showHiddenMetricsForVersion", "--show-hidden-metrics-for-version", Effect.None("no metric is hidden"), "VERSION", "Shows metrics that were hidden in that release.",
        check: Checks.MinorVersion);

    public static Setting<string> PortRange { get; } = Section.Text(
        "portRange", "--proxy-port-range", Effect.Restart, "FIRST-LAST", "Local ports of the mode userspace, one for each service port; empty: 61000-64999.",
        check: Checks.PortRange);

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
