using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>What one service port puts into the dispatch chains. A pure function of the port.</summary>
internal static class PortEntries
{
    public static IEnumerable<PlacedEntry> Of(ServicePort port) => port.Frontends.SelectMany(frontend => Of(port.Name, frontend)).Concat(HealthCheck(port));

    private static IEnumerable<PlacedEntry> Of(ServicePortName port, Frontend frontend)
    {
        DispatchKey key = DispatchKey.Of(frontend.Address, frontend.Protocol, frontend.Port);
        bool isReachable = !frontend.Pool.IsEmpty || frontend.ShortCircuitPool is { IsEmpty: false };
        if (isReachable)
            yield return new PlacedEntry(TranslatorOf(frontend), new DispatchEntry(key, port, KindOf(frontend.Kind), TargetOf(port, frontend)));
        if (isReachable && frontend.AllowedSources is not null)
            yield return new PlacedEntry(DispatchRoot.SourceFirewall, new DispatchEntry(key, port, DispatchKind.SourceNotAllowed, "DROP"));
        if (frontend.Pool.IsEmpty)
            yield return new PlacedEntry(RefuserOf(frontend), NoEndpoints(key, port, frontend.OnEmpty));
    }

    private static DispatchRoot TranslatorOf(Frontend frontend) => frontend.Address is null ? DispatchRoot.NatNodePorts : DispatchRoot.NatServices;

    private static DispatchRoot RefuserOf(Frontend frontend) =>
        frontend.Kind == FrontendKind.ClusterIP ? DispatchRoot.EmptyServices : DispatchRoot.EmptyExternals;

    private static DispatchEntry NoEndpoints(DispatchKey key, ServicePortName port, EmptyAction action) => action == EmptyAction.Drop
        ? new DispatchEntry(key, port, DispatchKind.NoLocalEndpoints, "DROP")
        : new DispatchEntry(key, port, DispatchKind.NoEndpoints, "REJECT");

    private static IEnumerable<PlacedEntry> HealthCheck(ServicePort port)
    {
        if (port.HealthCheck is not { } check)
            yield break;
        DispatchKey key = DispatchKey.Of(null, Protocol.Tcp, check.NodePort);
        yield return new PlacedEntry(DispatchRoot.HealthChecks, new DispatchEntry(key, port.Name, DispatchKind.HealthCheck, "ACCEPT"));
    }

    private static string TargetOf(ServicePortName port, Frontend frontend) => frontend switch
    {
        { Kind: FrontendKind.ClusterIP, HasLocalPool: true } => ChainName.LocalPool(port),
        { Kind: FrontendKind.ClusterIP } => ChainName.ClusterPool(port),
        { AllowedSources: not null } => ChainName.SourceFirewall(port),
        _ => ChainName.External(port),
    };

    private static DispatchKind KindOf(FrontendKind kind) => kind switch
    {
        FrontendKind.ClusterIP => DispatchKind.ClusterIP,
        FrontendKind.ExternalIP => DispatchKind.ExternalIP,
        FrontendKind.LoadBalancerIP => DispatchKind.LoadBalancerIP,
        FrontendKind.NodePort => DispatchKind.NodePort,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of frontend."),
    };
}
