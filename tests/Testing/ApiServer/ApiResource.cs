using System.Text.Json.Nodes;

namespace Proxier.Testing.ApiServer;

/// <summary>A kind of objects that the server keeps.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Plural">As in paths.</param>
public sealed record ApiResource(string Group, string Version, string Plural, string Kind, bool IsNamespaced)
{
    public static ApiResource Services { get; } = new("", "v1", "services", "Service", true);

    public static ApiResource Nodes { get; } = new("", "v1", "nodes", "Node", false);

    public static ApiResource EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);

    public static ApiResource ServiceCidrs { get; } = new("networking.k8s.io", "v1", "servicecidrs", "ServiceCIDR", false);

    public static ApiResource Events { get; } = new("events.k8s.io", "v1", "events", "Event", true);

    public static IReadOnlyList<ApiResource> All { get; } = [Services, Nodes, EndpointSlices, ServiceCidrs, Events];

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Of the group and version: <c>/apis/discovery.k8s.io/v1</c>.</summary>
    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{ApiVersion}";

    /// <summary>Of the group: <c>/apis/discovery.k8s.io</c>.</summary>
    public string GroupRoot => Group.Length == 0 ? Root : $"/apis/{Group}";

    public static ApiResource Of(JsonObject json) => All.SingleOrDefault(resource => resource.ApiVersion == (string?)json["apiVersion"] && resource.Kind == (string?)json["kind"])
        ?? throw new ArgumentException($"The server keeps no objects of kind {json["kind"]} in {json["apiVersion"]}.");
}
