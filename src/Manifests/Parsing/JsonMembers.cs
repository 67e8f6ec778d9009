using System.Text;
using System.Text.Json;

namespace Proxier.Manifests.Parsing;

internal static class JsonMembers
{
    /// <summary>Which one a property name is; Other for all other tokens.</summary>
    public static JsonMember Of(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.PropertyName)
            return JsonMember.Other;
        if (reader.ValueTextEquals("items"u8))
            return JsonMember.Items;
        if (reader.ValueTextEquals("kind"u8))
            return JsonMember.Kind;
        return reader.ValueTextEquals("apiVersion"u8) ? JsonMember.ApiVersion : JsonMember.Other;
    }

    /// <summary>The text of the value that the reader is at, if it belongs to a member that says the type.</summary>
    public static string? TypeText(JsonMember member, ref Utf8JsonReader reader)
    {
        if (member is not (JsonMember.Kind or JsonMember.ApiVersion) || reader.TokenType != JsonTokenType.String)
            return null;
        // Escapes in here are no type that anybody knows, and might not be Unicode.
        return reader.ValueIsEscaped ? null : Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
