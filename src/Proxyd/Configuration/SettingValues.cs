using System.Collections.Immutable;

namespace Proxier.Proxyd.Configuration;

/// <summary>What is set, and by whom.</summary>
/// <param name="file">The path of the configuration file; empty: there is none.</param>
/// <param name="set">Only what was given; for the rest defaults count.</param>
/// <param name="byFlag">Which of them by a flag.</param>
internal sealed class SettingValues(string file, ImmutableDictionary<Setting, object> set, ImmutableHashSet<Setting> byFlag)
{
    public static SettingValues Empty { get; } = new("", ImmutableDictionary<Setting, object>.Empty, []);

    public string File => file;

    /// <summary>What was given on the command line, to read the file again beside it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Flags { get; init; } = ImmutableDictionary<string, IReadOnlyList<string>>.Empty;

    public T Get<T>(Setting<T> setting)
        where T : notnull => (T)this[setting];

    /// <summary>Null when an optional setting is not set.</summary>
    public T? Find<T>(Setting<T> setting)
        where T : struct => IsSet(setting) ? Get(setting) : null;

    public object this[Setting setting] => set.GetValueOrDefault(setting, setting.Fallback);

    public bool IsSet(Setting setting) => set.ContainsKey(setting);

    public SettingValues With(Setting setting, object value) => new(file, set.SetItem(setting, value), byFlag) { Flags = Flags };

    /// <summary>For messages: the flag, or the field with its file.</summary>
    public string NameOf(Setting setting) =>
        setting.Field.Length == 0 || byFlag.Contains(setting) || (file.Length == 0 && setting.Flag.Length > 0) ? setting.Flag
        : file.Length > 0 ? $"{file}: {setting.Field}"
        : setting.Field;

    /// <summary>What differs of what a file can say, in the order of all settings.</summary>
    public IReadOnlyList<Setting> DifferencesTo(SettingValues other) =>
        [.. Settings.ByField.Values.Where(setting => !this[setting].Equals(other[setting]) || (setting.IsOptional && IsSet(setting) != other.IsSet(setting)))];
}
