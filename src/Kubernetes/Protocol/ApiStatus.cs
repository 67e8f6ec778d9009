using System.Net;
using System.Text;
using System.Text.Json;
using Proxier.Core.Objects.Reading;

namespace Proxier.Kubernetes.Protocol;

/// <summary>A <c>meta/v1 Status</c>: how the API server says no. Made from whatever came, since proxies in between answer too.</summary>
/// <param name="IsVersionTooLarge">It has no such new resource version yet.</param>
internal sealed record ApiStatus(HttpStatusCode Code, string Reason, string Message, bool IsVersionTooLarge)
{
    /// <param name="code">For when the body does not say.</param>
    public static ApiStatus Read(HttpStatusCode code, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            return Read(code, json.RootElement);
        }
        catch (JsonException)
        {
            return new ApiStatus(code, "", Excerpt.Of(Encoding.UTF8.GetString(body)), false);
        }
    }

    public static ApiStatus Read(HttpStatusCode code, JsonElement json)
    {
        if (json.Member("code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int said) && said != 0)
            code = (HttpStatusCode)said;
        return new ApiStatus(code, Excerpt.Escape(json.Text("reason") ?? ""), ReadMessage(json), HasCause(json, "ResourceVersionTooLarge"));
    }

    private static string ReadMessage(JsonElement json)
    {
        string message = json.Text("message") ?? "";
        return message.Length <= 300 ? OneLine(message) : OneLine(message[..300]) + "...";
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static bool HasCause(JsonElement json, string reason) =>
        json.Member("details")?.Member("causes") is { ValueKind: JsonValueKind.Array } causes
        && causes.EnumerateArray().Any(cause => cause.Text("reason") == reason);
}
