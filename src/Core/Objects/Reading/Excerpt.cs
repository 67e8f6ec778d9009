using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Proxier.Core.Objects.Reading;

/// <summary>Shows untrusted text in a message: short, on one line, printable ASCII.</summary>
public static class Excerpt
{
    private const int MaxLength = 60;

    /// <summary>In double quotes.</summary>
    public static string Of(ReadOnlySpan<char> text) => text.Length > MaxLength ? $"\"{Escape(text)}\"..." : $"\"{Escape(text)}\"";

    public static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text[..Math.Min(text.Length, MaxLength)])
            Append(escaped, c);
        return escaped.ToString();
    }

    /// <summary>A number or text as it is; anything larger by its type.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => OfRaw(JsonMarshal.GetRawUtf8Value(value)[1..^1], quote: "\""),
        _ => OfRaw(JsonMarshal.GetRawUtf8Value(value), quote: ""),
    };

    private static string OfRaw(ReadOnlySpan<byte> raw, string quote)
    {
        var text = new StringBuilder(quote);
        foreach (char c in Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, MaxLength)]))
        {
            // What the JSON escaped already stays as it was.
            if (c == '\\')
                text.Append(c);
            else
                Append(text, c);
        }

        return text.Append(quote).Append(raw.Length > MaxLength ? "..." : "").ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        if (c is '"' or '\\')
            text.Append('\\').Append(c);
        else if (c is >= ' ' and <= '~')
            text.Append(c);
        else
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
    }
}
