using System.Text;
using System.Text.Json;
using Proxier.Core.Objects;

namespace Proxier.Testing.ApiServer;

/// <summary>Where the next page begins, and in which version of the world.</summary>
internal sealed record ContinueToken(long Version, string Namespace, string Name)
{
    public ObjectName Last => new(Namespace, Name);

    public static ContinueToken Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ContinueToken>(Convert.FromBase64String(text)) ?? throw new JsonException();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Refusal.BadRequest("continue key is not valid");
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));
}
