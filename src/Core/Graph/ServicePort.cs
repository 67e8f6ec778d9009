namespace Proxier.Core.Graph;

/// <summary>
/// One port of one Service in one family. An unchanged service port keeps its reference from one graph to the next; an equal
/// one that was built again too.
/// </summary>
/// <param name="Frontends">Ordered by kind, then address (numerically), then port. Never two with the same address, protocol and port in one graph.</param>
public sealed record ServicePort(ServicePortName Name, EquatableArray<Frontend> Frontends)
{
    /// <summary>Endpoints of this node that some frontend may reach: they may meet their own traffic again (hairpin).</summary>
    public EquatableArray<Endpoint> LocalEndpoints { get; init; }

    /// <summary>
    /// Every serving endpoint, whatever the policies say: a UDP flow to any of them is left alone. Empty for other protocols,
    /// whose flows are never touched.
    /// </summary>
    public EquatableArray<Endpoint> FlowEndpoints { get; init; }

    /// <summary>The health check of the Service this port belongs to, the same on all its ports; null without one.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>Equal for equal content in every process: SHA-256 of the content, cut to 128 bits. Not part of equality.</summary>
    public Digest Digest { get; init; }

    public bool Equals(ServicePort? other) =>
        other is not null && Digest == other.Digest && Name == other.Name && Frontends == other.Frontends
        && LocalEndpoints == other.LocalEndpoints && FlowEndpoints == other.FlowEndpoints && HealthCheck == other.HealthCheck;

    public override int GetHashCode() => Digest.GetHashCode();
}

/// <param name="NodePort">The port that load balancers ask on each node.</param>
/// <param name="LocalEndpoints">Distinct addresses of ready endpoints of the Service on this node.</param>
public sealed record HealthCheck(ushort NodePort, int LocalEndpoints);
