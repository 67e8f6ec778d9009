using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Proxier.Core.Objects;

namespace Proxier.Testing.ApiServer;

/// <summary>Takes events.k8s.io/v1 Events, with the checks of the real server's validation that a client can fail.</summary>
internal static class EventsAnswer
{
    public static async Task SendAsync(HttpContext context, ApiObjects objects, string space, string name)
    {
        if (context.Request.Method == "POST" && context.Request.ContentType?.Split(';')[0] is not (null or "application/json"))
            throw new Refusal(415, "UnsupportedMediaType", $"the body of the request was in an unknown format: {context.Request.ContentType}");
        JsonObject body = await ReadAsync(context);
        JsonObject json = context.Request.Method == "POST" ? Created(objects, body, space) : Patched(context, objects, body, new ObjectName(space, name));
        Check(json, space);
        objects.Set(json);
        context.Response.StatusCode = context.Request.Method == "POST" ? 201 : 200;
        await context.Response.WriteAsJsonAsync(json);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        try
        {
            return (await JsonNode.ParseAsync(context.Request.Body))?.AsObject() ?? throw Refusal.BadRequest("the body is empty");
        }
        catch (JsonException e)
        {
            throw Refusal.BadRequest($"the body is not JSON: {e.Message}");
        }
    }

    private static JsonObject Created(ApiObjects objects, JsonObject body, string space)
    {
        if (objects.Find(ApiResource.Events, new ObjectName(space, (string?)body["metadata"]?["name"] ?? "")) is not null)
            throw new Refusal(409, "AlreadyExists", "events.events.k8s.io already exists");
        return body;
    }

    private static JsonObject Patched(HttpContext context, ApiObjects objects, JsonObject patch, ObjectName name)
    {
        if (context.Request.ContentType is not ("application/merge-patch+json" or "application/strategic-merge-patch+json"))
            throw new Refusal(415, "UnsupportedMediaType", $"the body of the request was in an unknown format: {context.Request.ContentType}");
        StoredObject stored = objects.Find(ApiResource.Events, name) ?? throw new Refusal(404, "NotFound", $"events.events.k8s.io \"{name.Name}\" not found");
        JsonObject json = JsonNode.Parse(stored.Json)!.AsObject(); // it was an object before
        foreach ((string key, JsonNode? value) in patch)
            json[key] = value?.DeepClone();
        return json;
    }

    private static void Check(JsonObject json, string space)
    {
        Require((string?)json["metadata"]?["namespace"] == space, "metadata.namespace", "must be that of the request");
        string regarding = (string?)json["regarding"]?["namespace"] ?? "";
        Require(regarding.Length > 0 ? regarding == space : space is "default" or "kube-system", "regarding.namespace", "does not match event.namespace");
        Require(DateTimeOffset.TryParse((string?)json["eventTime"], out _), "eventTime", "Required value");
        Require((string?)json["reportingController"] is { Length: > 0 }, "reportingController", "Required value");
        Require((string?)json["reportingInstance"] is { Length: > 0 and <= 128 }, "reportingInstance", "Required value, at most 128 characters");
        Require((string?)json["action"] is { Length: > 0 and <= 128 }, "action", "Required value, at most 128 characters");
        Require((string?)json["reason"] is { Length: > 0 and <= 128 }, "reason", "Required value, at most 128 characters");
        Require(((string?)json["note"] ?? "").Length <= 1024, "note", "can have at most 1024 characters");
        Require((string?)json["type"] is "Normal" or "Warning", "type", "has invalid value");
        Require(json["series"] is null || (int?)json["series"]?["count"] >= 2, "series.count", "should be at least 2");
    }

    private static void Require(bool isMet, string field, string problem)
    {
        if (!isMet)
            throw new Refusal(422, "Invalid", $"Event.events.k8s.io is invalid: {field}: {problem}");
    }
}
