using System.Net;

namespace Proxier.Core.Objects;

/// <summary>
/// An EndpointSlice, cut down to the fields that a service proxy honours
/// (https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/).
/// </summary>
/// <param name="Name">Namespace and name of the slice itself.</param>
/// <param name="Service">The Service it belongs to, from the label <c>kubernetes.io/service-name</c>.</param>
/// <param name="Family">From <c>addressType</c>; slices of type FQDN never get this far.</param>
public sealed record EndpointSlice(ObjectName Name, ObjectName Service, IpFamily Family)
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    /// <summary>When the change that caused this version happened; feeds the network programming latency.</summary>
    public const string TriggerTimeAnnotation = "endpoints.kubernetes.io/last-change-trigger-time";

    /// <summary>Weights of endpoints: <c>ADDRESS=WEIGHT</c> pairs separated by commas; <c>*</c> stands for all others.</summary>
    public const string WeightsAnnotation = "proxier.dev/weights";

    public EquatableArray<SlicePort> Ports { get; init; }

    public EquatableArray<SliceEndpoint> Endpoints { get; init; }

    public DateTimeOffset? TriggerTime { get; init; }

    /// <summary>Carries the label <see cref="Objects.Service.HeadlessLabel"/> or <see cref="Objects.Service.ProxyNameLabel"/>.</summary>
    public bool IsForAnotherProxy { get; init; }
}

/// <param name="Name">Joins a Service's port of the same name; empty for an unnamed port.</param>
/// <param name="Port">1 to 65535, already resolved from a named target port.</param>
public readonly record struct SlicePort(string Name, Protocol Protocol, ushort Port);

/// <param name="Address">The first address; the only one that is used.</param>
public sealed record SliceEndpoint(IPAddress Address)
{
    public bool IsReady { get; init; } = true;

    public bool IsServing { get; init; } = true;

    public bool IsTerminating { get; init; }

    public string? NodeName { get; init; }

    public EquatableArray<string> ZoneHints { get; init; }

    public EquatableArray<string> NodeHints { get; init; }

    /// <summary>Share of new connections relative to the other endpoints, 0 to 256. Default 1; 0 takes none while others exist.</summary>
    public int Weight { get; init; } = 1;
}
