using System.Globalization;
using System.Text.Json;
using Proxier.Core;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>Log levels of single source files, as text <c>PATTERN=LEVEL</c>; objects in the file.</summary>
internal sealed class VmoduleForm : ValueForm<EquatableArray<string>>
{
    public override string Expected => "patterns of file names, each with a level of 0 or more";

    public override bool TryRead(JsonElement json, out EquatableArray<string> value)
    {
        value = [];
        if (json.ValueKind != JsonValueKind.Array)
            return false;
        var entries = new List<string>();
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("filePattern", out JsonElement pattern) || !TryReadText(pattern, out string? name))
                return false;
            entries.Add($"{name}={(item.TryGetProperty("verbosity", out JsonElement level) ? level.GetRawText() : "0")}");
        }

        return TryParse(entries, out value);
    }

    public override bool TryParse(IReadOnlyList<string> texts, out EquatableArray<string> value)
    {
        value = texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToEquatableArray();
        return value.All(entry => entry.Split('=') is [{ Length: > 0 }, { } level] && uint.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    public override void Write(Utf8JsonWriter json, EquatableArray<string> value)
    {
        json.WriteStartArray();
        foreach (string[] parts in value.Select(entry => entry.Split('=')))
        {
            json.WriteStartObject();
            json.WriteString("filePattern", parts[0]);
            json.WriteNumber("verbosity", uint.Parse(parts[1], CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public override bool IsZero(EquatableArray<string> value) => value.IsEmpty;

    protected override bool TryParse(string text, out EquatableArray<string> value) => TryParse([text], out value);
}
