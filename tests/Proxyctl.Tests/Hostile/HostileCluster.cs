using System.Text.Json.Nodes;

namespace Proxier.Proxyctl.Tests.Hostile;

/// <summary>A Service with everything that ends in rules, its slice and its Node, as JSON to write into.</summary>
internal sealed class HostileCluster
{
    public JsonNode Service { get; } = Parse("""
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"type": "LoadBalancer", "clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10"], "externalTrafficPolicy": "Local", "healthCheckNodePort": 32000,
                  "sessionAffinity": "ClientIP", "ports": [{"name": "http", "port": 80, "nodePort": 30080, "protocol": "TCP"}]},
         "status": {"loadBalancer": {"ingress": [{"ip": "203.0.113.80"}]}}}
        """);

    public JsonNode Slice { get; } = Parse("""
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
         "metadata": {"name": "web-1", "namespace": "shop", "labels": {"kubernetes.io/service-name": "web"}}, "addressType": "IPv4",
         "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}], "endpoints": [{"addresses": ["10.244.1.5"], "nodeName": "node-a"}]}
        """);

    public JsonNode Node { get; } = Parse("""
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-a"}, "status": {"addresses": [{"type": "InternalIP", "address": "192.0.2.11"}]}}
        """);

    public JsonNode Spec => Service["spec"]!; // all of these are in the texts above, and only replaced by hostile values, never removed

    public JsonNode ServicePort => Spec["ports"]![0]!;

    public JsonNode SliceLabels => Slice["metadata"]!["labels"]!;

    public JsonNode SlicePort => Slice["ports"]![0]!;

    public JsonNode Endpoint => Slice["endpoints"]![0]!;

    public override string ToString() => string.Concat(Service.ToJsonString(), "\n", Slice.ToJsonString(), "\n", Node.ToJsonString(), "\n");

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!; // it is an object
}
