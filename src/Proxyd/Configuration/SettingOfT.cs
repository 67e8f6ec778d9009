using System.Text.Json;
using Proxier.Proxyd.Configuration.Forms;

namespace Proxier.Proxyd.Configuration;

/// <param name="form">How its values are written.</param>
/// <param name="fallback">Its default.</param>
/// <param name="check">Null, or what is wrong with a value of the right form.</param>
internal sealed class Setting<T>(ValueForm<T> form, T fallback, Func<T, string?>? check) : Setting
    where T : notnull
{
    public T Default => fallback;

    public override object Fallback => fallback;

    public override bool IsSwitch => form is SwitchForm;

    public override object? Read(JsonElement json, out string problem)
    {
        bool isRead = form.TryRead(json, out T? value);
        problem = isRead ? "" : $"must be {form.Expected}, not {Core.Objects.Reading.Excerpt.Of(json)}";
        return isRead ? value : null;
    }

    public override object? Read(IReadOnlyList<string> texts, out string problem)
    {
        bool isRead = form.TryParse(texts, out T? value);
        problem = isRead ? "" : $"'{texts[^1]}' is not {form.Expected}";
        return isRead ? value : null;
    }

    public override bool IsZero(object value) => form.IsZero((T)value);

    public override string? Check(object value) => check?.Invoke((T)value);

    public override void Write(Utf8JsonWriter json, object value) => form.Write(json, (T)value);
}
