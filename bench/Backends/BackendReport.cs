using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Iptables;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Bench.Backends;

/// <summary>Prints what the backends cost on this kernel, side by side in one run: <c>dotnet run --project bench -c Release -- backends 1000 5000</c>.</summary>
internal static class BackendReport
{
    private const int Endpoints = 5;

    private static readonly (string Name, Action<IServiceCollection> Add)[] Candidates =
    [
        ("nft", services => services.AddNftBackend()),
        ("iptables-nft, tree", services => services.AddIptablesBackend(Options(IptablesVariant.Nft, DispatchMode.Tree))),
        ("iptables-nft, list", services => services.AddIptablesBackend(Options(IptablesVariant.Nft, DispatchMode.List))),
        ("iptables-legacy, tree", services => services.AddIptablesBackend(Options(IptablesVariant.Legacy, DispatchMode.Tree))),
        ("iptables-legacy, list", services => services.AddIptablesBackend(Options(IptablesVariant.Legacy, DispatchMode.List))),
    ];

    /// <param name="sizes">Numbers of services.</param>
    public static async Task PrintAsync(IEnumerable<int> sizes, TextWriter output)
    {
        await output.WriteLineAsync($"| services × {Endpoints} | backend | full restore, s | of which tool, s | again, s | of which tool, s | one endpoint, ms | adopt, ms | first packet p50, µs |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (int size in sizes)
        {
            FamilyGraph graph = MeasuredCluster.Of(size, Endpoints), changed = MeasuredCluster.ChangedOf(size, Endpoints);
            foreach ((string name, Action<IServiceCollection> add) in Candidates)
                await output.WriteLineAsync(await RowAsync($"| {size} | {name} |", add, graph, changed, size));
        }
    }

    private static async Task<string> RowAsync(string head, Action<IServiceCollection> add, FamilyGraph graph, FamilyGraph changed, int size)
    {
        await using BackendHost host = await BackendHost.CreateAsync(add);
        await FirstPacket.PrepareAsync(host);
        IProxyBackend backend = host.Backend;
        await backend.AdoptAsync(graph, CancellationToken.None); // finds out about the tool
        Cost full = await TimeAsync(() => backend.ApplyAsync(backend.RenderRepair(graph), CancellationToken.None));
        Cost again = await TimeAsync(() => backend.ApplyAsync(backend.RenderRepair(graph), CancellationToken.None));
        Ruleset? applied = null;
        Cost adopt = await TimeAsync(async () => applied = await backend.AdoptAsync(graph, CancellationToken.None));
        List<TimeSpan> changes = [];
        for (int i = 0; i < 5; i++)
        {
            Ruleset change = backend.Render(i % 2 == 0 ? changed : graph, applied);
            changes.Add((await TimeAsync(() => backend.ApplyAsync(change, CancellationToken.None))).Elapsed);
            applied = change;
        }

        double packet = await FirstPacket.MeasureAsync(host, size);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{head} {full.Elapsed.TotalSeconds:f2} | {full.ToolSeconds:f2} | {again.Elapsed.TotalSeconds:f2} | {again.ToolSeconds:f2} | {changes.Order().ElementAt(2).TotalMilliseconds:f0} | {adopt.Elapsed.TotalMilliseconds:f0} | {packet:f1} |");
    }

    private static Action<IptablesOptions> Options(IptablesVariant variant, DispatchMode mode) => options => (options.Variant, options.Dispatch) = (variant, mode);

    private static async Task<Cost> TimeAsync(Func<ValueTask> work)
    {
        double before = ChildSeconds();
        long start = Stopwatch.GetTimestamp();
        await work();
        return new Cost(Stopwatch.GetElapsedTime(start), ChildSeconds() - before);
    }

    /// <summary>Processor time of all programs that have ended, kernel included: fields cutime and cstime of proc_pid_stat(5), in units of 10 ms.</summary>
    private static double ChildSeconds()
    {
        string[] fields = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0;
    }

    private readonly record struct Cost(TimeSpan Elapsed, double ToolSeconds);
}
