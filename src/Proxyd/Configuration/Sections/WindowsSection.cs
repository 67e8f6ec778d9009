namespace Proxier.Proxyd.Configuration.Sections;

internal static class WindowsSection
{
    private static readonly Section Root = new("");
    private static readonly Section Section = new("winkernel");
    private static readonly Effect NoWindows = Effect.None("it is for Windows");

    public static Setting<bool> RunAsService { get; } = Root.Switch("windowsRunAsService", "--windows-service", NoWindows, "Run as a service of Windows.");

    public static Setting<string> NetworkName { get; } = Section.Text("networkName", "--network-name", NoWindows, "NAME", "Network of the host network service.");

    public static Setting<string> SourceVip { get; } = Section.Text("sourceVip", "--source-vip", NoWindows, "IP", "Source address for load balancing.");

    public static Setting<bool> EnableDsr { get; } = Section.Switch("enableDSR", "--enable-dsr", NoWindows, "Direct server return.");

    public static Setting<string> RootHnsEndpointName { get; } = Section.Text("rootHnsEndpointName", "--root-hnsendpoint-name", NoWindows, "NAME", "Endpoint of the root namespace.");

    public static Setting<bool> ForwardHealthCheckVip { get; } = Section.Switch("forwardHealthCheckVip", "--forward-healthcheck-vip", NoWindows, "Forward health checks of the service VIP.");

    public static IReadOnlyList<Setting> Settings => [.. Root.Settings, .. Section.Settings];
}
