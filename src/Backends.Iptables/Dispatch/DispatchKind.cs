namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>Why a packet is sent somewhere; decides the comment.</summary>
internal enum DispatchKind
{
    ClusterIP,
    ExternalIP,
    LoadBalancerIP,
    NodePort,
    NoEndpoints,
    NoLocalEndpoints,
    SourceNotAllowed,
    HealthCheck,
}
