using System.Text.Json.Nodes;

namespace Proxier.Testing.ApiServer;

/// <summary>Small objects in JSON, as a client would create them.</summary>
public static class ApiJson
{
    /// <param name="name">namespace/name.</param>
    public static JsonObject Service(string name, string clusterIP = "10.96.0.10", int port = 80) => Object("v1", "Service", name, new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["clusterIP"] = clusterIP,
            ["clusterIPs"] = new JsonArray(clusterIP),
            ["ports"] = new JsonArray(new JsonObject { ["port"] = port, ["protocol"] = "TCP", ["targetPort"] = "http" }),
        },
    });

    /// <summary>A slice of that name for the Service of the same name.</summary>
    public static JsonObject Slice(string name, params string[] addresses)
    {
        JsonObject slice = Object("discovery.k8s.io/v1", "EndpointSlice", name, new JsonObject
        {
            ["addressType"] = "IPv4",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "", ["port"] = 8080, ["protocol"] = "TCP" }),
            ["endpoints"] = new JsonArray([.. addresses.Select(address => new JsonObject { ["addresses"] = new JsonArray(address) })]),
        });
        return slice.Labelled("kubernetes.io/service-name", name.Split('/')[1]);
    }

    public static JsonObject Node(string name, string address = "192.0.2.1") => Object("v1", "Node", name, new JsonObject
    {
        ["spec"] = new JsonObject { ["podCIDR"] = "10.244.1.0/24" },
        ["status"] = new JsonObject { ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = address }) },
    });

    public static JsonObject ServiceCidr(string name, string range) =>
        Object("networking.k8s.io/v1", "ServiceCIDR", name, new JsonObject { ["spec"] = new JsonObject { ["cidrs"] = new JsonArray(range) } });

    public static JsonObject Labelled(this JsonObject json, string label, string value = "")
    {
        JsonObject metadata = json["metadata"]!.AsObject(); // every object here has it
        metadata["labels"] ??= new JsonObject();
        metadata["labels"]![label] = value;
        return json;
    }

    private static JsonObject Object(string apiVersion, string kind, string name, JsonObject rest)
    {
        string[] parts = name.Split('/');
        var metadata = new JsonObject { ["name"] = parts[^1] };
        if (parts.Length > 1)
            metadata["namespace"] = parts[0];
        rest.Insert(0, "apiVersion", apiVersion);
        rest.Insert(1, "kind", kind);
        rest.Insert(2, "metadata", metadata);
        return rest;
    }
}
