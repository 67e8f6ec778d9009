using System.Text;
using System.Text.Json;

namespace Proxier.Proxyctl.Screens;

/// <summary>Writes JSON as YAML 1.2 in block style. Every text is in double quotes, unless it cannot be taken for anything else.</summary>
internal static class YamlText
{
    public static void Write(JsonElement element, Stream output)
    {
        var text = new StringBuilder();
        Write(element, "", text);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Write(JsonElement element, string indent, StringBuilder text)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                WriteEntry("- ", item, indent, text);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
                WriteEntry($"{member.Name}: ", member.Value, indent, text);
        }
    }

    private static void WriteEntry(string start, JsonElement value, string indent, StringBuilder text)
    {
        bool isFilled = value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object => value.EnumerateObject().Any(),
            _ => false,
        };
        text.Append(indent).Append(isFilled && start != "- " ? start.TrimEnd() : start);
        if (!isFilled)
            text.Append(Scalar(value)).Append('\n');
        else if (start == "- ")
            WriteItem(value, indent, text);
        else
            Write(value, value.ValueKind == JsonValueKind.Array ? indent : indent + "  ", text.Append('\n'));
    }

    /// <summary>The first line of an item stands behind its dash.</summary>
    private static void WriteItem(JsonElement value, string indent, StringBuilder text)
    {
        var item = new StringBuilder();
        Write(value, indent + "  ", item);
        text.Append(item.ToString().AsSpan(indent.Length + 2));
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when IsPlain(value.GetString() ?? "") => value.GetString() ?? "",
        JsonValueKind.Array => "[]",
        JsonValueKind.Object => "{}",
        _ => value.GetRawText(),
    };

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or ' ') && text[^1] != ' '
        && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "NULL" or "Y" or "N");
}
