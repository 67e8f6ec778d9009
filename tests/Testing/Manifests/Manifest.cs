using System.Text.Json.Nodes;

namespace Proxier.Testing.Manifests;

/// <summary>An API object as a test writes it down. Turned into JSON, so that it takes the way through the reader that real ones take.</summary>
public abstract record Manifest(string Name)
{
    public string Namespace { get; init; } = "default";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public abstract string Kind { get; }

    /// <summary>The same for each version of the object.</summary>
    public string FileName => $"{Kind}-{Namespace}-{Name}.json";

    protected abstract string ApiVersion { get; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = Kind, ["metadata"] = Metadata() };
        Write(json);
        return json;
    }

    /// <summary>Writes everything but the metadata.</summary>
    protected abstract void Write(JsonObject json);

    protected static JsonArray Strings(IEnumerable<object> items) => [.. items.Select(item => JsonValue.Create(item.ToString()))];

    /// <summary>Labels that the kind itself needs.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> OwnLabels => [];

    protected virtual bool IsNamespaced => true;

    private JsonObject Metadata()
    {
        var metadata = new JsonObject { ["name"] = Name, ["labels"] = Map(OwnLabels.Concat(Labels)), ["annotations"] = Map(Annotations) };
        if (IsNamespaced)
            metadata["namespace"] = Namespace;
        return metadata;
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
}
