using System.Globalization;
using System.Text.Json;

namespace Proxier.Proxyd.Configuration.Forms;

internal sealed class NumberForm : ValueForm<int>
{
    public override string Expected => "a whole number";

    public override bool TryRead(JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value);
    }

    public override void Write(Utf8JsonWriter json, int value) => json.WriteNumberValue(value);

    protected override bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
