namespace Proxier.Proxyd.Configuration.Sections;

internal static class DetectLocalSection
{
    private static readonly Section Section = new("detectLocal");

    public static Setting<string> BridgeInterface { get; } = Section.Text(
        "bridgeInterface", "--pod-bridge-interface", Effect.Live, "NAME", "For BridgeInterface: the bridge that packets of pods come in by.");

    public static Setting<string> InterfaceNamePrefix { get; } = Section.Text(
        "interfaceNamePrefix", "--pod-interface-name-prefix", Effect.Live, "PREFIX", "For InterfaceNamePrefix: how the interfaces' names begin.");

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
