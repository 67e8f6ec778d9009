using System.Text.Json.Nodes;

namespace Proxier.Testing.ApiServer;

/// <summary>A request that the server does not grant, with what it says about it.</summary>
internal sealed class Refusal(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>Seconds for the header of that name.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A reason in the details, for programs.</summary>
    public string? Cause { get; init; }

    /// <summary>Said in a line of text and not as a Status.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Outside of every group, the Go server itself answers.</summary>
    public static Refusal UnknownPath => new(404, "NotFound", "404 page not found") { IsPlain = true };

    public static Refusal BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>An option that is understood and not allowed here.</summary>
    public static Refusal Invalid(string field, string problem) => new(422, "Invalid", $"ListOptions.meta.k8s.io \"\" is invalid: {field}: Forbidden: {problem}");

    public static Refusal Expired(long version) => new(410, "Expired", $"too old resource version: {version}");

    public static Refusal VersionTooLarge(long asked, long present) =>
        new(504, "Timeout", $"Too large resource version: {asked}, current: {present}") { Cause = "ResourceVersionTooLarge", RetryAfter = 1 };

    public JsonObject ToStatus()
    {
        var details = new JsonObject();
        if (Cause is not null)
            details["causes"] = new JsonArray(new JsonObject { ["reason"] = Cause, ["message"] = "Too large resource version" });
        if (RetryAfter is not null)
            details["retryAfterSeconds"] = RetryAfter;
        return new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure",
            ["message"] = Message, ["reason"] = reason, ["details"] = details, ["code"] = Code,
        };
    }
}
