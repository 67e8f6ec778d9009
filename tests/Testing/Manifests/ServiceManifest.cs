using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;

namespace Proxier.Testing.Manifests;

public sealed record ServiceManifest(string Name) : Manifest(Name)
{
    public override string Kind => "Service";

    public ServiceType Type { get; init; } = ServiceType.ClusterIP;

    public IReadOnlyList<IPAddress> ClusterIPs { get; init; } = [];

    public IReadOnlyList<PortManifest> Ports { get; init; } = [];

    public IReadOnlyList<IPAddress> ExternalIPs { get; init; } = [];

    public IReadOnlyList<IPAddress> LoadBalancerIPs { get; init; } = [];

    /// <summary>VIP or Proxy.</summary>
    public string LoadBalancerIPMode { get; init; } = "VIP";

    public IReadOnlyList<string> SourceRanges { get; init; } = [];

    public TrafficPolicy ExternalPolicy { get; init; }

    public TrafficPolicy InternalPolicy { get; init; }

    public int HealthCheckNodePort { get; init; }

    /// <summary>Null: no affinity.</summary>
    public int? AffinitySeconds { get; init; }

    protected override string ApiVersion => "v1";

    protected override void Write(JsonObject json)
    {
        JsonObject spec = Addresses();
        spec["type"] = Type.ToString();
        spec["ports"] = new JsonArray([.. Ports.Select(port => port.ToJson())]);
        spec["loadBalancerSourceRanges"] = Strings(SourceRanges);
        spec["externalTrafficPolicy"] = ExternalPolicy.ToString();
        spec["internalTrafficPolicy"] = InternalPolicy.ToString();
        spec["healthCheckNodePort"] = HealthCheckNodePort;
        spec["sessionAffinity"] = AffinitySeconds is null ? "None" : "ClientIP";
        if (AffinitySeconds is { } seconds)
            spec["sessionAffinityConfig"] = new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = seconds } };
        json["spec"] = spec;
        json["status"] = new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = Ingress() } };
    }

    private JsonObject Addresses() => new()
    {
        ["clusterIP"] = ClusterIPs.Count == 0 ? "None" : ClusterIPs[0].ToString(),
        ["clusterIPs"] = ClusterIPs.Count == 0 ? Strings(["None"]) : Strings(ClusterIPs),
        ["ipFamilies"] = Strings(ClusterIPs.Select(address => address.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6")),
        ["externalIPs"] = Strings(ExternalIPs),
    };

    private JsonArray Ingress() =>
        [.. LoadBalancerIPs.Select(address => new JsonObject { ["ip"] = address.ToString(), ["ipMode"] = LoadBalancerIPMode })];
}
