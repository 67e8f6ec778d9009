using Proxier.Core.Conntrack;
using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Metrics;

namespace Proxier.Core.Sync;

/// <summary>What follows each apply that succeeded, in the order that kube-proxy has it. After a failure only that is counted.</summary>
public sealed class SyncFollowUp(
    ProxyMetrics metrics, ProxyHealth health, IServiceHealthServers servers, IReadOnlyList<ConntrackCleaner> cleaners) : ISyncObserver
{
    private readonly HealthCheckTable[] _healthChecks = [new(), new()];

    public void Succeeded(SyncResult result)
    {
        FamilyGraph graph = result.Target.Graph;
        metrics.Applied(result);
        health.Updated(graph.Family, result.Target.Revision);
        metrics.SyncDone(graph.Family);

        HealthCheckTable checks = _healthChecks[(int)graph.Family];
        checks.Apply(result.Changes);
        servers.Update(graph.Family, checks.Services, graph.Node.NodePortAddresses);

        cleaners.First(cleaner => cleaner.Family == graph.Family).Applied(graph, result.Changes);
    }

    /// <summary>A repair that fails is a change that waits, even when the cluster asked for none.</summary>
    public void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error)
    {
        metrics.Failed(target.Graph.Family, kind, elapsed);
        health.Failed(target.Graph.Family, target.Revision);
    }
}
