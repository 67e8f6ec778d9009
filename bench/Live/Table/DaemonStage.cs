using System.Diagnostics;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>The real daemon with a cluster from an API server, which runs in this process and shares the processors with it.</summary>
internal sealed class DaemonStage : IAsyncDisposable
{
    private const int Changes = 25, Burst = 1000, MostReplaced = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Repetitions end when so much time has gone.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(15);

    private const string ChangeSeconds = "proxier_change_duration_seconds_sum{ip_family=\"IPv4\"}";
    private const string SliceChanges = "kubeproxy_sync_proxy_rules_endpoint_changes", ServiceChanges = "kubeproxy_sync_proxy_rules_service_changes";

    private readonly BenchTable _table;
    private readonly TableSize _size;
    private readonly ProxiedNode _node;
    private readonly ApiObjects _objects;
    private readonly ClusterGenerator _generator;
    private readonly DaemonMetrics _metrics;
    private readonly int[] _replaced;

    private DaemonStage(BenchTable table, TableSize size, ProxiedNode node, ApiServerPlace place)
    {
        (_table, _size, _node, _objects, _generator) = (table, size, node, place.Server.Objects, new ClusterGenerator(size.Services, size.Endpoints));
        _metrics = new DaemonMetrics(node.Bed.NodeNamespace);
        _replaced = new int[size.Services];
        place.Silence = "150s"; // the usual one: nothing goes wrong here
        _generator.Create(_objects);
    }

    public static async Task<DaemonStage> CreateAsync(BenchTable table, Programs programs, TableSize size)
    {
        (ProxiedNode node, ApiServerPlace place) = await ProxiedNode.CreateWithApiServerAsync(programs);
        return new DaemonStage(table, size, node, place);
    }

    public async Task RunAsync()
    {
        if (!await MeasureAsync(Operation.Start, StartAsync))
            return;
        await MeasureAsync(Operation.OneEndpoint, ChangeAsync);
        await MeasureAsync(Operation.AddRemove, AddAndRemoveAsync);
        await MeasureAsync(Operation.Burst, BurstAsync);
        (double now, double most) = _node.MemoryMiB();
        _table.Set(Operation.Resident, _size, Contender.Proxier, now);
        _table.Set(Operation.Peak, _size, Contender.Proxier, most);
        await MeasureAsync(Operation.Restart, RestartAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        await _node.DisposeAsync();
    }

    private Task<bool> MeasureAsync(Operation operation, Func<Task<double>> measure) => _table.MeasureAsync(operation, _size, Contender.Proxier, measure);

    private async Task<double> StartAsync()
    {
        long started = Stopwatch.GetTimestamp();
        _node.Start();
        await _node.InForceAsync(Limit);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<double> RestartAsync()
    {
        await _node.StopAsync();
        uint generation = await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace);
        double seconds = await StartAsync();
        _table.Set(Operation.RestartWrites, _size, Contender.Proxier, await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace) - generation);
        return seconds;
    }

    private async Task<double> ChangeAsync()
    {
        List<double> times = [];
        for (long started = Stopwatch.GetTimestamp(); times.Count < Changes && Stopwatch.GetElapsedTime(started) < LongEnough;)
        {
            JsonObject slice = NextSlice(times.Count * _size.Services / Changes);
            times.Add(await InForceMillisecondsAsync(0, 1, () => _objects.Set(slice)));
        }

        double median = Quantile.Median(times);
        _table.Set(Operation.OneEndpointListed, _size, Contender.Proxier, median);
        return median;
    }

    private async Task<double> AddAndRemoveAsync()
    {
        JsonObject[] added = [.. new ClusterGenerator(_size.Services + 1, endpoints: 10).ServiceObjects(_size.Services).Select(text => JsonNode.Parse(text)!.AsObject())]; // objects, all of them
        List<double> times = [];
        for (long started = Stopwatch.GetTimestamp(); times.Count < Changes && Stopwatch.GetElapsedTime(started) < LongEnough;)
        {
            double adding = await InForceMillisecondsAsync(1, 1, () => Array.ForEach(added, one => _objects.Set(one.DeepClone().AsObject())));
            times.Add(adding + await InForceMillisecondsAsync(1, 1, () => Array.ForEach(added, Delete)));
        }

        return Quantile.Median(times);
    }

    private async Task<double> BurstAsync()
    {
        JsonObject[] slices = [.. Enumerable.Range(0, Burst).Select(i => NextSlice(i * Math.Max(1, _size.Services / Burst) % _size.Services))];
        IReadOnlyDictionary<string, double> before = await _metrics.ReadAsync();
        long started = Stopwatch.GetTimestamp();
        foreach (JsonObject slice in slices)
            _objects.Set(slice);
        await SettleAsync(before, 0, Burst);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>What the daemon says that these changes took from coming in to being in force, all that were written apart together.</summary>
    private async Task<double> InForceMillisecondsAsync(int services, int slices, Action change)
    {
        IReadOnlyDictionary<string, double> before = await _metrics.ReadAsync();
        change();
        IReadOnlyDictionary<string, double> after = await SettleAsync(before, services, slices);
        return 1000 * Grown(before, after, ChangeSeconds);
    }

    /// <summary>Returns when so many changes came in and all are in the kernel.</summary>
    private async Task<IReadOnlyDictionary<string, double>> SettleAsync(IReadOnlyDictionary<string, double> before, int services, int slices)
    {
        IReadOnlyDictionary<string, double> now = before;
        await Eventually.TrueAsync(IsSettledAsync, Limit, "changes are pending");
        return now;

        async Task<bool> IsSettledAsync()
        {
            now = await _metrics.ReadAsync();
            return Grown(before, now, $"{ServiceChanges}_total") >= services && Grown(before, now, $"{SliceChanges}_total") >= slices
                && now[$"{ServiceChanges}_pending"] == 0 && now[$"{SliceChanges}_pending"] == 0;
        }
    }

    private static double Grown(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after, string name) => after.GetValueOrDefault(name) - before.GetValueOrDefault(name);

    /// <summary>With one more endpoint replaced than before.</summary>
    private JsonObject NextSlice(int service)
    {
        _replaced[service] = (_replaced[service] + 1) % (Math.Min(_size.Endpoints, MostReplaced) + 1);
        return JsonNode.Parse(_generator.FirstSlice(service, _replaced[service]))!.AsObject(); // an object
    }

    private void Delete(JsonObject one) => _objects.Delete(ApiResource.Of(one), new ObjectName((string)one["metadata"]!["namespace"]!, (string)one["metadata"]!["name"]!)); // every object has them
}
