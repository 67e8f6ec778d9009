using System.Text.Json;

namespace Proxier.Kubernetes.Protocol;

/// <summary>Reads what may or may not be there, of whatever type, without complaint.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement member) ? member : null;

    /// <summary>Null for everything that is not text.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        if (json.Member(name) is not { ValueKind: JsonValueKind.String } member)
            return null;
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // not valid Unicode: the parser looks at it only here
        }
    }
}
