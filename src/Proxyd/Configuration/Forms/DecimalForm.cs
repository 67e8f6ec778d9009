using System.Globalization;
using System.Text.Json;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>A float32 of Go.</summary>
internal sealed class DecimalForm : ValueForm<float>
{
    public override string Expected => "a number";

    public override bool TryRead(JsonElement json, out float value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetSingle(out value) && float.IsFinite(value);
    }

    public override void Write(Utf8JsonWriter json, float value) => json.WriteNumberValue(value);

    protected override bool TryParse(string text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
}
