using System.Text.Json;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests.Parsing;

/// <summary>Names an object in a message as well as it can be named, which may be the very thing that is wrong with it.</summary>
internal static class ObjectLabel
{
    public static string Of(string kind, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return kind;
        string name = "";
        if (json.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object)
            name = Part(metadata, "namespace", "/") + Part(metadata, "name", "");
        return name.Length == 0 ? kind : $"{kind} {name}";
    }

    private static string Part(JsonElement metadata, string field, string after)
    {
        if (!metadata.TryGetProperty(field, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            return "";
        bool isPlain = UnicodeText.TryGet(value, out string? text) && DnsName.IsSubdomain(text);
        return (isPlain ? text : Excerpt.Of(value)) + after;
    }
}
