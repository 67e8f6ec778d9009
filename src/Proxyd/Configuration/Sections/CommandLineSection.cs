namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>Flags that no file can stand in for.</summary>
internal static class CommandLineSection
{
    private static readonly Section Section = new(null, isFlagAboveFile: true);
    private static readonly Section BesideNoFile = new(null);
    private static readonly Effect NoKlog = Effect.None("logs go to standard error, a line each");
    private static readonly Effect NoCadvisor = Effect.None("kube-proxy does not look at it either");

    public static Setting<string> Config { get; } = Section.Text(
        "", "--config", Effect.Once, "FILE", "A KubeProxyConfiguration, in YAML or JSON. It is watched. Beside it most flags do not count; those that do not are named in the log.");

    public static Setting<string> WriteConfigTo { get; } = Section.Text("", "--write-config-to", Effect.Once, "FILE", "Write the configuration in force, with all defaults, and end.");

    public static Setting<bool> Cleanup { get; } = Section.Switch("", "--cleanup", Effect.Once, "Remove the rules of every mode, and end.");

    public static Setting<bool> InitOnly { get; } = Section.Switch(
        "", "--init-only", Effect.Once, "Set what needs privileges in the kernel, and end; the daemon itself can do with fewer then.");

    public static Setting<string> Master { get; } = Section.Text("", "--master", Effect.Once, "URL", "The address of the API server; takes the place of the one in the kubeconfig.");

    public static Setting<int> HealthzPort { get; } = BesideNoFile.Number(
        "", "--healthz-port", Effect.Once, "Deprecated: the port of --healthz-bind-address; 0: nowhere.", 10_256, Checks.Between(0, 65_535));

    public static Setting<int> MetricsPort { get; } = BesideNoFile.Number(
        "", "--metrics-port", Effect.Once, "Deprecated: the port of --metrics-bind-address; 0: nowhere.", 10_249, Checks.Between(0, 65_535));

    public static Setting<TimeSpan> UdpTimeout { get; } = BesideNoFile.Duration(
        "", "--udp-timeout", Effect.None("it was for the userspace mode, and kube-proxy has it no more"), "How long an idle UDP flow stays.", TimeSpan.FromMilliseconds(250), Checks.NotNegative);

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        .. Section.Settings, .. BesideNoFile.Settings,
        .. Switches(NoKlog, "--add-dir-header", "--alsologtostderr", "--logtostderr", "--one-output", "--skip-headers", "--skip-log-headers"),
        .. Texts(NoKlog, "--log-backtrace-at", "--log-dir", "--log-file", "--log-file-max-size", "--stderrthreshold"),
        .. Texts(NoCadvisor, "--boot-id-file", "--machine-id-file"),
    ];

    private static IReadOnlyList<Setting> Switches(Effect effect, params string[] flags)
    {
        var section = new Section(null, isFlagAboveFile: true);
        foreach (string flag in flags)
            section.Switch("", flag, effect, "Of kube-proxy's logger.");
        return section.Settings;
    }

    private static IReadOnlyList<Setting> Texts(Effect effect, params string[] flags)
    {
        var section = new Section(null, isFlagAboveFile: true);
        foreach (string flag in flags)
            section.Text("", flag, effect, "VALUE", "Left from older releases of kube-proxy.");
        return section.Settings;
    }
}
