using System.Collections.Immutable;
using Proxier.Core;
using Proxier.Proxyd.Configuration.Sections;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.Configuration;

/// <summary>
/// Puts flags and file together by kube-proxy's rule: without a file the flags are the configuration; beside one only those count that
/// say what belongs to this process, and all others lose, with a warning each.
/// </summary>
/// <param name="flags">What was given, flag by flag.</param>
internal sealed class SettingsReader(IReadOnlyDictionary<string, IReadOnlyList<string>> flags)
{
    private readonly ImmutableDictionary<Setting, object>.Builder _set = ImmutableDictionary.CreateBuilder<Setting, object>();
    private readonly ImmutableHashSet<Setting>.Builder _byFlag = ImmutableHashSet.CreateBuilder<Setting>();
    private readonly List<OptionFinding> _errors = [];
    private readonly List<string> _warnings = [];

    private string File => flags.TryGetValue(CommandLineSection.Config.Flag, out IReadOnlyList<string>? paths) ? paths[^1] : "";

    public ReadSettings Read()
    {
        if (File.Length > 0)
            new FileSettings(File, _set, _errors, _warnings).Read();
        foreach ((string flag, IReadOnlyList<string> texts) in flags.OrderBy(given => given.Key, StringComparer.Ordinal))
            ReadFlag(flag, texts);
        var values = new SettingValues(File, _set.ToImmutable(), _byFlag.ToImmutable()) { Flags = flags };
        Check(values);
        Warn(values);
        return new ReadSettings(values, [.. _errors.Distinct()], [.. _warnings.Distinct()]);
    }

    private void ReadFlag(string flag, IReadOnlyList<string> texts)
    {
        Setting[] settings = [.. Settings.ByFlag[flag]];
        if (settings[0].Effect.IsNone && settings[0] != RootSection.FeatureGates)
            _warnings.Add($"{flag} has no effect: {settings[0].Effect.Reason}");
        else if (File.Length > 0 && !settings[0].IsFlagAboveFile)
            _warnings.Add($"{flag} is ignored, because --config is given{(settings[0].Field.Length > 0 ? $": set {settings[0].Field} in the file instead" : "")}");
        if (File.Length > 0 && !settings[0].IsFlagAboveFile)
            return;
        foreach (Setting setting in settings)
        {
            if (setting.Read(texts, out string problem) is { } value)
                _set[setting] = value;
            else
                _errors.Add(new OptionFinding(flag, problem));
            _byFlag.Add(setting);
        }
    }

    private void Check(SettingValues values)
    {
        foreach (Setting setting in Settings.All.Where(setting => values.IsSet(setting) && IsChecked(setting, values)))
        {
            if (setting.Check(values[setting]) is { } problem)
                _errors.Add(new OptionFinding(values.NameOf(setting), problem));
        }
    }

    /// <summary>Which mode auto comes to is not known yet.</summary>
    private static bool IsChecked(Setting setting, SettingValues values) =>
        setting.IsAlwaysChecked || (values.Get(RootSection.Mode) is { Length: > 0 } word ? word == ProxyModeWords.Auto || setting.IsFor(word) : setting.IsFor(ProxyModes.Default));

    private void Warn(SettingValues values)
    {
        foreach (Setting setting in Settings.All.Where(setting => setting.Effect.IsNone && setting != RootSection.FeatureGates && !_byFlag.Contains(setting)))
        {
            if (!values[setting].Equals(setting.Fallback))
                _warnings.Add($"{values.NameOf(setting)} has no effect: {setting.Effect.Reason}");
        }

        foreach (string doubt in values.Get(RootSection.FeatureGates).Select(KnownGates.DoubtAbout).OfType<string>())
            _warnings.Add($"{values.NameOf(RootSection.FeatureGates)}: {doubt}");
    }
}
