using Proxier.Core;
using Proxier.Proxyd.Configuration.Forms;

namespace Proxier.Proxyd.Configuration;

/// <summary>The settings of one section of the file, in their order.</summary>
/// <param name="path">Empty for the root; null when they are flags only.</param>
/// <param name="modes">Those that the section is for; null: every mode.</param>
/// <param name="isAlwaysChecked">Also when none of these modes was asked for.</param>
/// <param name="isFlagAboveFile">Of all its flags: they count beside a file.</param>
internal sealed class Section(string? path, IReadOnlyList<string>? modes = null, bool isAlwaysChecked = false, bool isFlagAboveFile = false)
{
    private static readonly TextForm TextForm = new();
    private static readonly TextForm QuantityForm = new(takesNumbers: true);
    private static readonly SwitchForm SwitchForm = new();
    private static readonly NumberForm NumberForm = new();
    private static readonly DecimalForm DecimalForm = new();
    private static readonly DurationForm DurationForm = new();
    private static readonly ListForm ListForm = new();

    private readonly List<Setting> _settings = [];

    public IReadOnlyList<Setting> Settings => _settings;

    public Setting<string> Text(string field, string flag, Effect effect, string value, string help, string fallback = "", Func<string, string?>? check = null, bool isAbove = false) =>
        Add(TextForm, field, flag, effect, value, help, fallback, check, isAbove, isZeroDefault: true);

    public Setting<string> Quantity(string field, string flag, Effect effect, string help) => Add(QuantityForm, field, flag, effect, "SIZE", help, "0");

    public Setting<bool> Switch(string field, string flag, Effect effect, string help, bool fallback = false) => Add(SwitchForm, field, flag, effect, "", help, fallback);

    public Setting<int> Number(string field, string flag, Effect effect, string help, int fallback, Func<int, string?> check, bool isZeroDefault = false, bool isAbove = false) =>
        Add(NumberForm, field, flag, effect, "NUMBER", help, fallback, check, isAbove, isZeroDefault);

    public Setting<float> Decimal(string field, string flag, Effect effect, string help, float fallback, Func<float, string?>? check = null) =>
        Add(DecimalForm, field, flag, effect, "NUMBER", help, fallback, check, isZeroDefault: true);

    public Setting<TimeSpan> Duration(string field, string flag, Effect effect, string help, TimeSpan fallback, Func<TimeSpan, string?> check, bool isZeroDefault = false) =>
        Add(DurationForm, field, flag, effect, "DURATION", help, fallback, check, isZeroDefault: isZeroDefault);

    /// <summary>Zero is a value like others; not to be given is not.</summary>
    public Setting<TimeSpan> OptionalDuration(string field, string flag, Effect effect, string help, Func<TimeSpan, string?> check) =>
        Add(DurationForm, field, flag, effect, "DURATION", help, TimeSpan.Zero, check, isOptional: true);

    public Setting<EquatableArray<string>> List(string field, string flag, Effect effect, string help, Func<EquatableArray<string>, string?>? check = null) =>
        Add(ListForm, field, flag, effect, "LIST", help, [], check);

    public Setting<T> Add<T>(
        ValueForm<T> form, string field, string flag, Effect effect, string value, string help, T fallback, Func<T, string?>? check = null, bool isAbove = false,
        bool isZeroDefault = false, bool isOptional = false)
        where T : notnull
    {
        var setting = new Setting<T>(form, fallback, check)
        {
            Field = PathOf(field),
            Flag = flag,
            Effect = effect,
            ValueName = value,
            Help = help,
            IsFlagAboveFile = isAbove || isFlagAboveFile,
            IsZeroDefault = isZeroDefault,
            IsOptional = isOptional,
            Modes = modes ?? [],
            IsAlwaysChecked = isAlwaysChecked,
        };
        _settings.Add(setting);
        return setting;
    }

    private string PathOf(string field) => path switch
    {
        null => "",
        "" => field,
        _ => $"{path}.{field}",
    };
}
