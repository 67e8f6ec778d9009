using System.Net;

namespace Proxier.Core.Objects;

/// <summary>A Node, cut down to the fields that a service proxy honours.</summary>
public sealed record Node(string Name)
{
    public const string ZoneLabel = "topology.kubernetes.io/zone";

    public const string AutoscalerTaint = "ToBeDeletedByClusterAutoscaler";

    public string? Zone { get; init; }

    /// <summary>InternalIPs first, then ExternalIPs, each in the Node's order.</summary>
    public EquatableArray<IPAddress> Addresses { get; init; }

    public EquatableArray<IPNetwork> PodCidrs { get; init; }

    /// <summary>Deleted, or tainted with <see cref="AutoscalerTaint"/>: load balancers should look elsewhere.</summary>
    public bool IsLeaving { get; init; }
}
