using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Proxier.Manifests.Parsing;

internal static class UnicodeText
{
    /// <summary>False for half a surrogate pair and for bytes that are not UTF-8, neither of which the parser looks at before.</summary>
    public static bool TryGet(JsonElement text, [NotNullWhen(true)] out string? value)
    {
        try
        {
            value = text.GetString();
            return value is not null;
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>The same for a member's name.</summary>
    public static bool HasName(JsonProperty member)
    {
        try
        {
            return member.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
