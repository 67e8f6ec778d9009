using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>
/// One address, protocol and port that clients connect to, with every decision about it already made
/// (https://kubernetes.io/docs/reference/networking/virtual-ips/). Backends print it; they decide nothing.
/// </summary>
/// <param name="Address">Null for a NodePort, which answers on the node-port addresses of the node.</param>
/// <param name="Pool">What traffic from off the node may reach; empty: see <see cref="OnEmpty"/>.</param>
public sealed record Frontend(FrontendKind Kind, IPAddress? Address, Protocol Protocol, ushort Port, EndpointPool Pool)
{
    /// <summary>
    /// With <c>externalTrafficPolicy: Local</c>, what pods of this node (keeping their address) and the node itself (masqueraded)
    /// reach instead of <see cref="Pool"/>. Null: no exception for them.
    /// </summary>
    public EndpointPool? ShortCircuitPool { get; init; }

    /// <summary>
    /// Traffic policy Local chose <see cref="Pool"/>, which holds endpoints of this node only. For backends that name a pool after the
    /// policy; where traffic goes is in the pool.
    /// </summary>
    public bool HasLocalPool { get; init; }

    /// <summary>What happens to a new connection when the pool that it would use is empty.</summary>
    public EmptyAction OnEmpty { get; init; } = EmptyAction.Reject;

    public Masquerade Masquerade { get; init; } = Masquerade.Never;

    /// <summary>Session affinity by client address; null without. Shared by all frontends of the service port.</summary>
    public TimeSpan? AffinityTimeout { get; init; }

    /// <summary>
    /// Null: everybody may connect. Otherwise only these, none of which contains another; everything else is dropped.
    /// </summary>
    public EquatableArray<IPNetwork>? AllowedSources { get; init; }

    public Scheduler Scheduler { get; init; } = Scheduler.Default;

    /// <summary>
    /// Connections to endpoints begin with a header of the PROXY protocol, version 2, which names the client. TCP only, and only for backends
    /// that connect to endpoints themselves.
    /// </summary>
    public bool HasProxyHeader { get; init; }
}

public enum FrontendKind
{
    ClusterIP,
    ExternalIP,
    LoadBalancerIP,
    NodePort,
}

public enum EmptyAction
{
    /// <summary>There is no usable endpoint anywhere: refuse at once.</summary>
    Reject,

    /// <summary>Only this node lacks an endpoint: say nothing, so that the client tries again while a load balancer catches up.</summary>
    Drop,
}

public enum Masquerade
{
    Never,

    /// <summary>Unless the source is a pod of this cluster (<see cref="NodeRules.PodSource"/>).</summary>
    FromOutsideTheCluster,
    Always,
}
