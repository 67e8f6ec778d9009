using System.Net;
using System.Text.Json;

namespace Proxier.Proxyctl.Status;

/// <param name="Code">200 or 503.</param>
/// <param name="LastUpdated">When the rules last were what they should be; null when the proxy does not say.</param>
/// <param name="IsNodeEligible">False while the Node is being removed; null when that does not matter.</param>
internal sealed record HealthAnswer(int Code, DateTimeOffset? LastUpdated, bool? IsNodeEligible)
{
    public bool IsHealthy => Code == (int)HttpStatusCode.OK;

    /// <exception cref="JsonException">It is not the answer of a service proxy.</exception>
    public static HealthAnswer Parse(HttpStatusCode status, string body)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("It is not an object.");
        return new HealthAnswer((int)status, Time(json.RootElement, "lastUpdated"), Bool(json.RootElement, "nodeEligible"));
    }

    public override string ToString() =>
        $"{(IsHealthy ? "healthy" : "NOT healthy")}{(IsNodeEligible == false ? ", as the Node is being removed" : "")}"
        + (LastUpdated is { } time ? $", rules up to date at {time:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "");

    private static DateTimeOffset? Time(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time.ToUniversalTime()
            : null;

    private static bool? Bool(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : null;
}
