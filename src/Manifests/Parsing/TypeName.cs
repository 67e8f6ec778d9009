using System.Text.Json;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests.Parsing;

/// <summary>What an object says it is. Only the pair counts: serving.knative.dev has a Service too.</summary>
internal readonly record struct TypeName(string ApiVersion, string Kind)
{
    private const string ListSuffix = "List";

    private static readonly Dictionary<TypeName, ObjectKind> Kinds = new()
    {
        [new("v1", "Service")] = ObjectKind.Service,
        [new("v1", "Node")] = ObjectKind.Node,
        [new("discovery.k8s.io/v1", "EndpointSlice")] = ObjectKind.EndpointSlice,
        [new("networking.k8s.io/v1", "ServiceCIDR")] = ObjectKind.ServiceCIDR,
        [new("networking.k8s.io/v1beta1", "ServiceCIDR")] = ObjectKind.ServiceCIDR,
    };

    /// <summary>Null for a kind that is not read.</summary>
    public ObjectKind? Known => Kinds.TryGetValue(this, out ObjectKind kind) ? kind : null;

    /// <summary>What the items of a list of this type are when they do not say: null for a plain List, whose items must.</summary>
    public TypeName? OfItems() =>
        Kind.Length > ListSuffix.Length && Kind.EndsWith(ListSuffix, StringComparison.Ordinal)
            ? this with { Kind = Kind[..^ListSuffix.Length] }
            : null;

    /// <summary>Null, with the reason, when the object does not say.</summary>
    public static TypeName? Of(JsonElement json, out Finding problem)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problem = new Finding("", $"must be an object, not {Excerpt.Of(json)}");
            return null;
        }

        string? kind = Text(json, "kind", out problem);
        string? apiVersion = kind is null ? null : Text(json, "apiVersion", out problem);
        return kind is null || apiVersion is null ? null : new TypeName(apiVersion, kind);
    }

    public override string ToString() => Excerpt.Escape($"{Kind} ({ApiVersion})");

    /// <summary>Whether a list's item needs no help from its list.</summary>
    public static bool IsGivenBy(JsonElement json) => json.ValueKind != JsonValueKind.Object || json.TryGetProperty("kind", out _);

    /// <summary>Any object with items counts as a list, as it does for kubectl.</summary>
    public static bool IsList(JsonElement json) => json.TryGetProperty("items", out JsonElement items) && items.ValueKind == JsonValueKind.Array;

    private static string? Text(JsonElement json, string field, out Finding problem)
    {
        problem = default;
        if (!json.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            problem = new Finding(field, "is required");
        else if (value.ValueKind != JsonValueKind.String || !UnicodeText.TryGet(value, out string? text) || text.Length == 0)
            problem = new Finding(field, $"must be a name, not {Excerpt.Of(value)}");
        else
            return text;
        return null;
    }
}
