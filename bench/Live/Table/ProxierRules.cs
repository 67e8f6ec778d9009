using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>Our rules of a whole cluster, made by the backend in this process.</summary>
internal sealed class ProxierRules(BenchTable table, TableSize size)
{
    private const int Rounds = 3;

    /// <returns>A place with the rules, for packets; null when they could not be loaded.</returns>
    public async Task<WideTestbed?> LoadAsync()
    {
        WideTestbed bed = await WideTestbed.CreateAsync();
        await using ServiceProvider provider = new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(bed.Node.Runner).AddKernel().AddManifests().AddNftBackend().BuildServiceProvider();
        var backend = provider.GetRequiredService<IProxyBackend>();
        ClusterState state = LargeCluster.Read(provider.GetRequiredService<ManifestReader>(), size.Services, size.Endpoints);
        FamilyGraph graph = GraphBuilder.Build(state, LargeCluster.Options).Graph.IPv4;
        await table.MeasureAsync(Operation.Build, size, Contender.Proxier, () => MedianAsync(() => GraphBuilder.Build(state, LargeCluster.Options)));
        await table.MeasureAsync(Operation.Render, size, Contender.Proxier, () => MedianAsync(() => WriteAll(backend.Render(graph, applied: null))));
        await table.MeasureAsync(Operation.OneEndpointBytes, size, Contender.Proxier, () => Task.FromResult(ChangeBytes(backend, state, graph)));
        if (!await table.MeasureAsync(Operation.ApplyFromEmpty, size, Contender.Proxier, () => ApplyAsync(backend, graph)))
        {
            await bed.DisposeAsync();
            return null;
        }

        await table.MeasureAsync(Operation.RestartRules, size, Contender.Proxier, () => AdoptAsync(backend, graph));
        return bed;
    }

    private async Task<double> ApplyAsync(IProxyBackend backend, FamilyGraph graph)
    {
        double seconds = 0;
        Figure mib = await ChildMemory.MostAsync("nft", async () =>
        {
            long started = Stopwatch.GetTimestamp();
            await backend.ApplyAsync(backend.RenderRepair(graph), CancellationToken.None);
            seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        });
        table.Set(Operation.ToolMemory, size, Contender.Proxier, mib);
        return seconds;
    }

    private static async Task<double> AdoptAsync(IProxyBackend backend, FamilyGraph graph)
    {
        long started = Stopwatch.GetTimestamp();
        return await backend.AdoptAsync(graph, CancellationToken.None) is not null
            ? Stopwatch.GetElapsedTime(started).TotalSeconds
            : throw new InvalidOperationException("The kernel does not hold what was applied.");
    }

    private double ChangeBytes(IProxyBackend backend, ClusterState state, FamilyGraph graph)
    {
        FamilyGraph changed = GraphBuilder.Build(state.WithChangedEndpoint(size.Services / 2), LargeCluster.Options).Graph.IPv4;
        using var text = new MemoryStream();
        foreach (Script script in backend.Render(changed, backend.RenderRepair(graph)).Scripts)
            script.Text.WriteTo(text);
        return text.Length;
    }

    private static Task<double> MedianAsync(Action work) => Task.FromResult(Quantile.Median(Enumerable.Range(0, Rounds).Select(_ =>
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    })));

    private static void WriteAll(Ruleset ruleset)
    {
        foreach (Script script in ruleset.Scripts)
            script.Text.WriteTo(Stream.Null);
    }
}
