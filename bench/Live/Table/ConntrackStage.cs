using System.Globalization;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>
/// Flows of a service in the kernel's table, one in a hundred to an endpoint that is gone: what a start of the daemon needs to find and delete these.
/// </summary>
internal sealed class ConntrackStage(BenchTable table, Programs programs)
{
    private const int Wanted = 1_000_000, Kept = 5000, GoneEvery = 100;
    private const string Gone = "10.244.9.9";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static string Service => Plan.ClusterIP(1).IPv4.ToString();

    /// <summary>As many as the kernel takes; its limit is one for the whole machine, and not ours to change.</summary>
    public static int Flows => Math.Min(Wanted, int.Parse(File.ReadAllText("/proc/sys/net/netfilter/nf_conntrack_max"), CultureInfo.InvariantCulture) - Kept);

    private static int GoneFlows => Enumerable.Range(0, Flows).Count(IsGone);

    public async Task RunAsync()
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{Flows:n0} flows");
        await using ProxiedNode node = await ProxiedNode.CreateAsync(programs);
        node.Write(
            new ServiceManifest("tracked") { ClusterIPs = [Plan.ClusterIP(1).IPv4], Ports = [new PortManifest("", Protocol.Udp, 80)] },
            new SliceManifest("tracked", "tracked", IpFamily.IPv4) { Ports = [new PortManifest("", Protocol.Udp, 8080)], Endpoints = [node.Bed.Pods[0]] });
        await InsertAsync(node.Bed.NodeNamespace, Enumerable.Range(0, Flows));
        if (await table.MeasureAsync(Operation.Conntrack, size, Contender.Proxier, () => ReconcileAsync(node)))
            await InsertAsync(node.Bed.NodeNamespace, Enumerable.Range(0, Flows).Where(IsGone));
        await table.MeasureAsync(Operation.Conntrack, size, Contender.Nftables136, () => DeleteAsync(node.Bed.NodeNamespace));
    }

    private static async Task<double> ReconcileAsync(ProxiedNode node)
    {
        const string name = "kubeproxy_conntrack_reconciler_sync_duration_seconds", labels = "{ip_family=\"IPv4\"}";
        using var metrics = new DaemonMetrics(node.Bed.NodeNamespace);
        node.Start();
        await node.InForceAsync(LargeNode.Limit);
        IReadOnlyDictionary<string, double> values = new Dictionary<string, double>();
        await node.UntilAsync(async () => (values = await metrics.ReadAsync()).GetValueOrDefault($"{name}_count{labels}") > 0, Limit, "nothing is reconciled");
        await node.StopAsync();
        double deleted = values[$"kubeproxy_conntrack_reconciler_deleted_entries_total{labels}"];
        return deleted == GoneFlows
            ? values[$"{name}_sum{labels}"]
            : throw new InvalidOperationException($"{deleted} flows were deleted, not {GoneFlows}.");
    }

    private static async Task<double> DeleteAsync(NetworkNamespace node)
    {
        var delete = new Command("conntrack", ["-D", "-f", "ipv4", "-p", "udp", "--orig-dst", Service, "--reply-src", Gone]) { Timeout = Limit };
        CommandResult result = await node.Runner.RunAsync(delete, CancellationToken.None);
        return result.Error.Contains($" {GoneFlows} flow entries have been deleted", StringComparison.Ordinal)
            ? result.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{result.Error.Trim()} Not {GoneFlows}.");
    }

    private static bool IsGone(int flow) => flow % GoneEvery == 0;

    private static async Task InsertAsync(NetworkNamespace node, IEnumerable<int> flows)
    {
        string path = Path.GetTempFileName();
        try
        {
            await using (FileStream file = File.Create(path))
                new LinesText(flows.Select(Line)).WriteTo(file);
            await node.Runner.RunAsync(new Command("conntrack", ["-R", path]) { Timeout = Limit }, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Line(int flow)
    {
        string client = $"10.{150 + (flow >> 16)}.{(flow >> 8) & 255}.{flow & 255}", endpoint = IsGone(flow) ? Gone : Plan.Pod(1).IPv4.ToString();
        return $"-I -p udp -s {client} -d {Service} --sport 40000 --dport 80 -r {endpoint} -q {client} --reply-port-src 8080 --reply-port-dst 40000 -t 3600";
    }
}
