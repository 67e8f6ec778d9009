namespace Proxier.Testing.Clusters;

/// <summary>Single objects of a made-up cluster as JSON, with the fields that the API server gives real ones.</summary>
internal static class GeneratedObjects
{
    public const int Nodes = 100;

    public static string ServiceName(int service) => $"service-{service:d6}";

    public static string Node(int node) => $$"""
        {"apiVersion":"v1","kind":"Node","metadata":{"creationTimestamp":"2025-01-01T00:00:00Z","labels":{
        "kubernetes.io/hostname":"{{NodeName(node)}}","topology.kubernetes.io/zone":"{{Zone(node)}}"},"name":"{{NodeName(node)}}"},
        "spec":{"podCIDR":"10.{{128 + node}}.0.0/16","podCIDRs":["10.{{128 + node}}.0.0/16"]},
        "status":{"addresses":[{"address":"192.168.1.{{1 + node}}","type":"InternalIP"},{"address":"{{NodeName(node)}}","type":"Hostname"}]} }
        """;

    public static string Service(int service) => $$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"creationTimestamp":"2025-01-01T00:00:00Z","labels":{"app":"{{ServiceName(service)}}"},
        "name":"{{ServiceName(service)}}","namespace":"{{Namespace(service)}}","resourceVersion":"{{1000 + service}}","uid":"{{Uid(1, service)}}"},
        "spec":{"clusterIP":"{{ClusterIP(service)}}","clusterIPs":["{{ClusterIP(service)}}"],"internalTrafficPolicy":"Cluster",
        "ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","ports":[{"name":"http","port":80,"protocol":"TCP","targetPort":8080}],
        "selector":{"app":"{{ServiceName(service)}}"},"sessionAffinity":"None","type":"ClusterIP"},"status":{"loadBalancer":{} } }
        """;

    /// <param name="number">Among the slices of this service.</param>
    /// <param name="endpoints">Numbers of the endpoints, each with an address of its own in the whole cluster.</param>
    public static string Slice(int service, int number, IEnumerable<int> endpoints, int seed) => $$"""
        {"addressType":"IPv4","apiVersion":"discovery.k8s.io/v1","endpoints":[{{string.Join(',', endpoints.Select(endpoint => Endpoint(service, endpoint, seed)))}}],
        "kind":"EndpointSlice","metadata":{"creationTimestamp":"2025-01-01T00:00:00Z","labels":{"app":"{{ServiceName(service)}}",
        "endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io","kubernetes.io/service-name":"{{ServiceName(service)}}"},
        "name":"{{SliceName(service, number)}}","namespace":"{{Namespace(service)}}","resourceVersion":"{{1000 + service}}","uid":"{{Uid(2, service + (number << 20))}}"},
        "ports":[{"name":"http","port":8080,"protocol":"TCP"}]}
        """;

    private static string Endpoint(int service, int endpoint, int seed)
    {
        // A generator of its own for each, so that an object does not depend on those before it.
        int node = new Random(unchecked((seed * 1_000_003) + endpoint)).Next(Nodes);
        return $$"""
            {"addresses":["{{EndpointAddress(endpoint)}}"],"conditions":{"ready":true,"serving":true,"terminating":false},"nodeName":"{{NodeName(node)}}",
            "targetRef":{"kind":"Pod","name":"{{ServiceName(service)}}-5d8f7c9b6-{{endpoint}}","namespace":"{{Namespace(service)}}","uid":"{{Uid(3, endpoint)}}"},
            "zone":"{{Zone(node)}}"}
            """;
    }

    public static string Namespace(int service) => $"namespace-{service % 50}";

    private static string NodeName(int node) => $"node-{1 + node}";

    private static string Zone(int node) => $"zone-{(char)('a' + (node % 3))}";

    public static string ClusterIP(int service) => Address(10, 0, 1 + service);

    private static string SliceName(int service, int number) => number == 0 ? $"{ServiceName(service)}-x7k2m" : $"{ServiceName(service)}-x7k2m-{number}";

    public static string EndpointAddress(int endpoint) => Address(10, 128, endpoint);

    /// <summary>The address of this number in a range of 10.0.0.0/8.</summary>
    private static string Address(int first, int second, int number) =>
        $"{first}.{second + (number >> 16)}.{(number >> 8) & 255}.{number & 255}";

    private static string Uid(int kind, int number) => $"00000000-0000-4000-{kind:x4}-{number:x12}";
}
