namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>The kernel's table of flows. Zero: leave it as it is, also when it was something else before.</summary>
internal static class ConntrackSection
{
    private static readonly Section Section = new("conntrack");

    public static Setting<int> MaxPerCore { get; } = Section.Number(
        "maxPerCore", "--conntrack-max-per-core", Effect.Live, "Flows to track for each CPU; 0: leave the limit as it is.", 32_768, Checks.NotNegative);

    public static Setting<int> Min { get; } = Section.Number("min", "--conntrack-min", Effect.Live, "Flows to track at least.", 131_072, Checks.NotNegative);

    public static Setting<TimeSpan> TcpEstablishedTimeout { get; } = Section.Duration(
        "tcpEstablishedTimeout", "--conntrack-tcp-timeout-established", Effect.Live, "Of an established connection that is silent; 0: leave it.", TimeSpan.FromHours(24),
        Checks.NotNegative);

    public static Setting<TimeSpan> TcpCloseWaitTimeout { get; } = Section.Duration(
        "tcpCloseWaitTimeout", "--conntrack-tcp-timeout-close-wait", Effect.Live, "Of a connection that one side closed; 0: leave it.", TimeSpan.FromHours(1), Checks.NotNegative);

    public static Setting<bool> TcpBeLiberal { get; } = Section.Switch(
        "tcpBeLiberal", "--conntrack-tcp-be-liberal", Effect.Restart, "Do not take packets outside the window for invalid.");

    public static Setting<TimeSpan> UdpTimeout { get; } = Section.Duration(
        "udpTimeout", "--conntrack-udp-timeout", Effect.Live, "Of a UDP flow without an answer; 0: leave it.", TimeSpan.Zero, Checks.NotNegative);

    public static Setting<TimeSpan> UdpStreamTimeout { get; } = Section.Duration(
        "udpStreamTimeout", "--conntrack-udp-timeout-stream", Effect.Live, "Of a UDP flow with answers; 0: leave it.", TimeSpan.Zero, Checks.NotNegative);

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
