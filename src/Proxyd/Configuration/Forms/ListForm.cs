using System.Text.Json;
using Proxier.Core;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>Texts; on the command line with commas between them, or the flag repeated.</summary>
internal sealed class ListForm : ValueForm<EquatableArray<string>>
{
    public override string Expected => "a list of texts";

    public override bool TryRead(JsonElement json, out EquatableArray<string> value)
    {
        var texts = new List<string>();
        value = [];
        if (json.ValueKind != JsonValueKind.Array)
            return false;
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (!TryReadText(item, out string? text))
                return false;
            texts.Add(text);
        }

        value = texts.ToEquatableArray();
        return true;
    }

    public override bool TryParse(IReadOnlyList<string> texts, out EquatableArray<string> value)
    {
        value = texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToEquatableArray();
        return true;
    }

    public override void Write(Utf8JsonWriter json, EquatableArray<string> value)
    {
        json.WriteStartArray();
        foreach (string text in value)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public override bool IsZero(EquatableArray<string> value) => value.IsEmpty;

    protected override bool TryParse(string text, out EquatableArray<string> value) => TryParse([text], out value);
}
