using Proxier.Proxyd.Configuration.Sections;

namespace Proxier.Proxyd.Configuration;

/// <summary>Everything that can be set.</summary>
internal static class Settings
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. CommandLineSection.Settings, .. ProxierSection.Settings, .. RootSection.Settings, .. ClientConnectionSection.Settings, .. DetectLocalSection.Settings,
        .. IptablesSection.Settings, .. NftablesSection.Settings, .. IpvsSection.Settings, .. ConntrackSection.Settings, .. LoggingSection.Settings,
        .. WindowsSection.Settings,
    ];

    public static IReadOnlyDictionary<string, Setting> ByField { get; } =
        All.Where(setting => setting.Field.Length > 0).ToDictionary(setting => setting.Field, StringComparer.Ordinal);

    /// <summary>What a flag sets: most often one setting; the first one says what it is about.</summary>
    public static ILookup<string, Setting> ByFlag { get; } =
        All.Where(setting => setting.Flag.Length > 0).ToLookup(setting => setting.Flag, StringComparer.Ordinal);
}
