using System.Text.Json;

namespace Proxier.Testing.Clusters;

/// <summary>Prints JSON as block-style YAML, the way kubectl does.</summary>
internal static class YamlText
{
    /// <summary>As an item of a list that is not indented.</summary>
    public static void WriteItem(TextWriter text, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        WriteItem(text, parsed.RootElement, "");
    }

    private static void WriteItem(TextWriter text, JsonElement value, string indent)
    {
        text.Write($"{indent}- ");
        if (value.ValueKind == JsonValueKind.Object)
            WriteMembers(text, value, indent + "  ", isInline: true);
        else
            WriteScalar(text, value);
    }

    private static void WriteMembers(TextWriter text, JsonElement value, string indent, bool isInline)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            text.Write($"{(isInline ? "" : indent)}{member.Name}:");
            WriteValue(text, member.Value, indent);
            isInline = false;
        }
    }

    private static void WriteValue(TextWriter text, JsonElement value, string indent)
    {
        if (value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() > 0)
        {
            text.Write('\n');
            WriteMembers(text, value, indent + "  ", isInline: false);
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            text.Write('\n');
            foreach (JsonElement item in value.EnumerateArray())
                WriteItem(text, item, indent);
        }
        else
        {
            text.Write(' ');
            WriteScalar(text, value);
        }
    }

    private static void WriteScalar(TextWriter text, JsonElement value)
    {
        string written = value.GetRawText();
        bool isPlain = value.ValueKind == JsonValueKind.String && char.IsAsciiLetter(written[1]);
        text.Write($"{(isPlain ? written[1..^1] : written)}\n");
    }
}
