using System.Text.Json;

namespace Proxier.Proxyd.Configuration.Forms;

internal sealed class SwitchForm : ValueForm<bool>
{
    public override string Expected => "true or false";

    /// <summary>What Go's strconv.ParseBool takes.</summary>
    public static bool TryRead(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "true" or "TRUE" or "True";
        return value || text is "0" or "f" or "F" or "false" or "FALSE" or "False";
    }

    public override bool TryRead(JsonElement json, out bool value)
    {
        value = json.ValueKind == JsonValueKind.True;
        return value || json.ValueKind == JsonValueKind.False;
    }

    public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);

    protected override bool TryParse(string text, out bool value) => TryRead(text, out value);
}
