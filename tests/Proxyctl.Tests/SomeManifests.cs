namespace Proxier.Proxyctl.Tests;

/// <summary>Small manifests, in YAML.</summary>
internal static class SomeManifests
{
    public static string Service(string name = "web", string clusterIP = "10.96.0.10") => $$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}, namespace: shop}
        spec: {clusterIP: {{{clusterIP}}}, ports: [{name: http, port: 80}]}

        """;

    public static string Slice(string service = "web") => $$$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{{service}}}-1, namespace: shop, labels: {kubernetes.io/service-name: {{{service}}}}}
        addressType: IPv4
        ports: [{name: http, port: 8080}]
        endpoints: [{addresses: [10.244.2.6], nodeName: node-a}]

        """;

    public static string Node(string name = "node-a", string address = "192.0.2.11") => $$$"""
        apiVersion: v1
        kind: Node
        metadata: {name: {{{name}}}}
        status: {addresses: [{type: InternalIP, address: {{{address}}}}]}

        """;

    /// <summary>A Service with one endpoint, and the Node where it runs.</summary>
    public static string Cluster => string.Join("---\n", Service(), Slice(), Node());
}
