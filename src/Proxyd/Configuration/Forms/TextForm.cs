using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Proxier.Proxyd.Configuration.Forms;

/// <param name="takesNumbers">A number in the file is taken as its text, as for a quantity.</param>
internal sealed class TextForm(bool takesNumbers = false) : ValueForm<string>
{
    public override string Expected => "text";

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out string? value)
    {
        if (!takesNumbers || json.ValueKind != JsonValueKind.Number)
            return TryReadText(json, out value);
        value = json.GetRawText();
        return true;
    }

    public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);

    public override bool IsZero(string value) => value.Length == 0;

    protected override bool TryParse(string text, [NotNullWhen(true)] out string? value)
    {
        value = text;
        return true;
    }
}
