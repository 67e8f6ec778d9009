using System.Net;

namespace Proxier.Core.Objects;

/// <summary>
/// A Service, cut down to the fields that a service proxy honours
/// (https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/). Addresses are of either family.
/// </summary>
public sealed record Service(ObjectName Name)
{
    /// <summary>The label whose presence hands a Service or EndpointSlice to another proxy.</summary>
    public const string ProxyNameLabel = "service.kubernetes.io/service-proxy-name";

    /// <summary>The label that marks headless Services and their slices.</summary>
    public const string HeadlessLabel = "service.kubernetes.io/headless";

    /// <summary>Chooses the balancing of one Service; see <see cref="Graph.Scheduler"/> for the words.</summary>
    public const string SchedulerAnnotation = "proxier.dev/scheduler";

    /// <summary>Asks for the PROXY protocol towards the endpoints of one Service; the only word is <see cref="ProxyProtocolV2"/>.</summary>
    public const string ProxyProtocolAnnotation = "proxier.dev/proxy-protocol";

    public const string ProxyProtocolV2 = "v2";

    public ServiceType Type { get; init; } = ServiceType.ClusterIP;

    /// <summary>Empty for a headless Service. At most one of each family.</summary>
    public EquatableArray<IPAddress> ClusterIPs { get; init; }

    public EquatableArray<ServicePortSpec> Ports { get; init; }

    public EquatableArray<IPAddress> ExternalIPs { get; init; }

    /// <summary>Load balancer addresses that the proxy captures: <c>ipMode: Proxy</c> is already left out.</summary>
    public EquatableArray<IPAddress> LoadBalancerIPs { get; init; }

    /// <summary>Empty: everybody may connect to the load balancer's addresses.</summary>
    public EquatableArray<IPNetwork> LoadBalancerSourceRanges { get; init; }

    public TrafficPolicy ExternalTrafficPolicy { get; init; } = TrafficPolicy.Cluster;

    public TrafficPolicy InternalTrafficPolicy { get; init; } = TrafficPolicy.Cluster;

    /// <summary>0: none.</summary>
    public ushort HealthCheckNodePort { get; init; }

    /// <summary>How long a client keeps its endpoint after its last new connection; null without affinity.</summary>
    public TimeSpan? AffinityTimeout { get; init; }

    /// <summary>The value of <see cref="SchedulerAnnotation"/> as written; null when absent.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>The value of <see cref="ProxyProtocolAnnotation"/> as written; null when absent.</summary>
    public string? ProxyProtocolName { get; init; }

    /// <summary>Carries <see cref="ProxyNameLabel"/> or <see cref="HeadlessLabel"/>: to us it does not exist.</summary>
    public bool IsForAnotherProxy { get; init; }
}

/// <param name="Name">Empty for the only port of a Service.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="NodePort">0: none.</param>
public readonly record struct ServicePortSpec(string Name, Protocol Protocol, ushort Port, ushort NodePort);

public enum ServiceType
{
    ClusterIP,
    NodePort,
    LoadBalancer,
    ExternalName,
}

public enum TrafficPolicy
{
    Cluster,
    Local,
}
