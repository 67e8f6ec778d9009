using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Choosing;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Kernel.Versions;
using Proxier.Proxyd.Hosting;

namespace Proxier.Proxyd.Status;

/// <summary>Puts together what the daemon knows of itself.</summary>
internal sealed class StatusSource(
    CurrentOptions options, ModeChoice choice, IProxyBackend backend, ObjectStore store, GraphFeed feed, SyncJournal journal, ProxyHealth health, ProxyMetrics metrics, ToolVersionCache tools, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public async ValueTask<ProxyStatus> ReadAsync(CancellationToken cancel)
    {
        ToolVersions? versions = await tools.ReadAsync(cancel).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        BuiltGraph? built = feed.Built;
        IReadOnlyList<FamilySyncs> families = journal.Families;
        string[] unmet = built is null ? [] : [.. families.SelectMany(family => UnmetWishes.Of(built.Graph[family.Family], backend))];
        return new ProxyStatus(
            ProgramVersion.Text, options.Value.Graph.NodeName, _started, now, ModeStatus.Of(choice), State(now), families,
            built is null ? ObjectCounts.None : ObjectCounts.Of(built), versions?.Kernel.Text ?? "not known", [.. versions?.Tools.Select(Of) ?? []],
            Warnings(built, unmet), store.Findings.Count + (built?.Warnings.Count ?? 0) + unmet.Length);
    }

    /// <summary>What lost an object or a file comes first.</summary>
    private string[] Warnings(BuiltGraph? built, string[] unmet) =>
    [
        .. store.Findings.First(ProxyStatus.MaxWarnings).Concat(built?.Warnings.Select(warning => warning.ToString()) ?? []).Concat(unmet).Take(ProxyStatus.MaxWarnings),
    ];

    private StateStatus State(DateTimeOffset now)
    {
        DateTimeOffset? pending = health.PendingSince;
        return new StateStatus(
            store.IsSynced, health.LastChange, pending, pending is null ? 0 : Math.Round((now - pending.Value).TotalSeconds, 3), metrics.ServicesPending, metrics.SlicesPending,
            health.Report.IsHealthy, health.IsNodeEligible);
    }

    private static ToolStatus Of(ToolVersion tool) => new(
        tool.Tool, tool.Version?.ToString(), tool.Variant.Length == 0 ? null : tool.Variant, tool.Problem.Length == 0 ? null : tool.Problem.Split('\n')[0]);
}
