using Proxier.Core;

namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>For modes iptables, ipvs and userspace; its flags also set the section of nftables, which has none.</summary>
internal static class IptablesSection
{
    private static readonly Section Section = new("iptables", [ProxyModeWords.Iptables, ProxyModeWords.Ipvs, ProxyModeWords.Userspace], isAlwaysChecked: true);

    public static Setting<int> MasqueradeBit { get; } = Section.Number(
        "masqueradeBit", "--iptables-masquerade-bit", Effect.Live, "The bit of the packet mark that asks for masquerading, 0 to 31.", 14, Checks.Between(0, 31));

    public static Setting<bool> MasqueradeAll { get; } = Section.Switch("masqueradeAll", "--masquerade-all", Effect.Live, "Masquerade everything that goes to a cluster IP.");

    public static Setting<TimeSpan> MinSyncPeriod { get; } = Section.Duration(
        "minSyncPeriod", "--iptables-min-sync-period", Effect.Live, "Shortest time from the end of one apply to the next.", TimeSpan.FromSeconds(1), Checks.NotNegative, isZeroDefault: true);

    public static Setting<TimeSpan> SyncPeriod { get; } = Section.Duration(
        "syncPeriod", "--iptables-sync-period", Effect.Live, "Longest time between tries after a failure; after two of them without success the proxy is unhealthy.",
        TimeSpan.FromSeconds(30), Checks.Positive, isZeroDefault: true);

    public static Setting<bool> LocalhostNodePorts { get; } = Section.Switch(
        "localhostNodePorts", "--iptables-localhost-nodeports", Effect.Live, "Node ports answer on 127.0.0.0/8 too, in modes that can.", fallback: true);

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
