using System.Text.Json;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;

namespace Proxier.Testing.ApiServer;

/// <summary>One version of one object.</summary>
/// <param name="Json">With its resourceVersion, as it is sent.</param>
public sealed record StoredObject(ApiResource Resource, ObjectName Name, IReadOnlyDictionary<string, string> Labels, byte[] Json)
{
    public static StoredObject From(JsonObject json, long version)
    {
        var resource = ApiResource.Of(json);
        JsonObject metadata = json["metadata"]?.AsObject() ?? throw new ArgumentException("An object needs metadata.");
        string space = resource.IsNamespaced ? (string?)metadata["namespace"] ?? throw new ArgumentException($"A {resource.Kind} needs a namespace.") : "";
        var name = new ObjectName(space, (string?)metadata["name"] ?? throw new ArgumentException($"A {resource.Kind} needs a name."));
        metadata["resourceVersion"] = $"{version}";
        Dictionary<string, string> labels = metadata["labels"]?.AsObject().ToDictionary(label => label.Key, label => (string?)label.Value ?? "") ?? [];
        return new StoredObject(resource, name, labels, JsonSerializer.SerializeToUtf8Bytes(json));
    }

    /// <summary>The same content under a newer version, as an object is shown in the event of its deletion.</summary>
    public StoredObject At(long version)
    {
        JsonObject json = JsonNode.Parse(Json)!.AsObject(); // it was an object before
        return From(json, version);
    }
}
