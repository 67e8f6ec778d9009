using Proxier.Core;

namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>For mode ipvs.</summary>
internal static class IpvsSection
{
    private static readonly Section Section = new("ipvs", [ProxyModeWords.Ipvs]);

    public static Setting<TimeSpan> MinSyncPeriod { get; } = Section.Duration(
        "minSyncPeriod", "--ipvs-min-sync-period", Effect.Live, "Shortest time from the end of one apply to the next.", TimeSpan.Zero, Checks.NotNegative);

    public static Setting<TimeSpan> SyncPeriod { get; } = Section.Duration(
        "syncPeriod", "--ipvs-sync-period", Effect.Live, "Longest time between tries after a failure; after two of them without success the proxy is unhealthy.",
        TimeSpan.FromSeconds(30), Checks.Positive, isZeroDefault: true);

    public static Setting<string> Scheduler { get; } = Section.Text(
        "scheduler", "--ipvs-scheduler", Effect.Restart, "NAME", "How ipvs chooses an endpoint where a Service does not say; empty: rr.");

    public static Setting<EquatableArray<string>> ExcludeCidrs { get; } = Section.List(
        "excludeCIDRs", "--ipvs-exclude-cidrs", Effect.Restart, "Virtual servers in these ranges are never touched.", Checks.Networks);

    public static Setting<bool> StrictArp { get; } = Section.Switch("strictARP", "--ipvs-strict-arp", Effect.Restart, "Set arp_ignore to 1 and arp_announce to 2.");

    public static Setting<TimeSpan> TcpTimeout { get; } = Section.Duration(
        "tcpTimeout", "--ipvs-tcp-timeout", Effect.Restart, "Of an established connection that is silent; 0: leave it.", TimeSpan.Zero, Checks.NotNegative);

    public static Setting<TimeSpan> TcpFinTimeout { get; } = Section.Duration(
        "tcpFinTimeout", "--ipvs-tcpfin-timeout", Effect.Restart, "After a FIN; 0: leave it.", TimeSpan.Zero, Checks.NotNegative);

    public static Setting<TimeSpan> UdpTimeout { get; } = Section.Duration(
        "udpTimeout", "--ipvs-udp-timeout", Effect.Restart, "Of a silent UDP flow; 0: leave it.", TimeSpan.Zero, Checks.NotNegative);

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
