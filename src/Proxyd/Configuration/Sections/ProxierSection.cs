using Proxier.Backends.Iptables;
using Proxier.Core;
using Proxier.Proxyd.Configuration.Forms;

namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>What kube-proxy does not have, and ignores. The fields are the flags' names in camelCase; the flags count beside a file.</summary>
internal static class ProxierSection
{
    private static readonly Section Section = new("proxier", isFlagAboveFile: true);

    private static readonly Section ForIptables = new("proxier", [ProxyModeWords.Iptables], isAlwaysChecked: true, isFlagAboveFile: true);

    private static readonly Section ForNftables = new("proxier", [ProxyModeWords.Nftables], isAlwaysChecked: true, isFlagAboveFile: true);

    public static Setting<string> Manifests { get; } = Section.Text(
        "manifests", "--manifests", Effect.Restart, "DIR", "A folder of YAML and JSON files with Services, EndpointSlices and Nodes, in place of the API server. It is watched.");

    public static Setting<TimeSpan> ApiServerRetry { get; } = Section.Duration(
        "apiServerRetry", "--api-server-retry", Effect.Restart, "First wait after the API server failed us; doubles with each further failure, up to 30s.", TimeSpan.FromMilliseconds(800),
        Checks.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)));

    public static Setting<TimeSpan> ApiServerSilence { get; } = Section.Duration(
        "apiServerSilence", "--api-server-silence", Effect.Restart, "Longest silence on a watch before it is begun anew; half of it within a list.", TimeSpan.FromSeconds(150),
        Checks.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)));

    public static Setting<bool> StrictProxyMode { get; } = Section.Switch(
        "strictProxyMode", "--strict-proxy-mode", Effect.Restart, "Fail when the requested mode cannot be used, instead of falling back from ipvs to iptables.");

    public static Setting<string> ProxyModeMemory { get; } = Section.Add(
        new TextForm(), "proxyModeMemory", "--proxy-mode-memory", Effect.Restart, "FILE", "Where auto keeps what it chose; empty: nowhere.", "/var/lib/proxier/proxy-mode");

    public static Setting<bool> TakeOver { get; } = Section.Switch(
        "takeOver", "--take-over", Effect.Restart, "Once our rules are in force, remove those that kube-proxy left in any mode; 'proxyctl takeover --dry-run' shows which.",
        fallback: true);

    public static Setting<EquatableArray<string>> ServiceCidr { get; } = Section.List(
        "serviceCidr", "--service-cidr", Effect.Live, "Ranges of cluster IPs, besides the cluster's ServiceCIDR objects; what no Service uses there is dropped.", Checks.Networks);

    public static Setting<string> IptablesDispatch { get; } = ForIptables.Text(
        "iptablesDispatch", "--iptables-dispatch", Effect.Restart, "HOW",
        "How iptables finds a Service: list, as kube-proxy does; tree; auto: a tree above 200 addresses and node ports.", "auto",
        Checks.OneOf(Enum.GetNames<DispatchMode>().Select(word => word.ToLowerInvariant())));

    public static Setting<bool> NftLibrary { get; } = ForNftables.Switch(
        "nftLibrary", "--nft-library", Effect.Restart, "Give changes to libnftables, inside the daemon, which is faster by milliseconds; otherwise nft is started for each.", fallback: true);

    public static Setting<TimeSpan> MinSyncPeriod { get; } = Section.OptionalDuration(
        "minSyncPeriod", "--min-sync-period", Effect.Live, "In place of the mode's minSyncPeriod; 0: none.", Checks.NotNegative);

    public static Setting<TimeSpan> SyncPeriod { get; } = Section.OptionalDuration(
        "syncPeriod", "--sync-period", Effect.Live, "In place of the mode's syncPeriod.", Checks.Positive);

    public static Setting<string> StatusSocket { get; } = Section.Add(
        new TextForm(), "statusSocket", "--status-socket", Effect.Restart, "FILE", "The Unix socket on which proxyctl asks the daemon, for root only; empty: nowhere.", Core.Status.StatusSocket.DefaultPath);

    public static IReadOnlyList<Setting> Settings => [.. Section.Settings, .. ForIptables.Settings, .. ForNftables.Settings];
}
