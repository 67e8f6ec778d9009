using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>What one changed endpoint among 300,000 costs: the text for nft and the tool's time. The backend is called in this process.</summary>
internal static class ChangeRun
{
    private const int EndpointsEach = 10, Changes = 200;

    public static async Task RunAsync(int services)
    {
        await using LoneNamespace at = await LoneNamespace.CreateAsync();
        var runner = new MeasuringRunner(at.Network.Runner);
        await using ServiceProvider provider = new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(runner).AddKernel().AddManifests().AddNftBackend().BuildServiceProvider();
        var backend = provider.GetRequiredService<IProxyBackend>();
        ClusterState state = LargeCluster.Read(provider.GetRequiredService<ManifestReader>(), services, EndpointsEach);
        BuiltGraph built = GraphBuilder.Build(state, LargeCluster.Options);
        Ruleset applied = backend.RenderRepair(built.Graph.IPv4);
        await backend.ApplyAsync(applied, CancellationToken.None);
        Figures.Print($"load, {services} services x {EndpointsEach}: {runner.Bytes / 1e6:0.0} MB to nft, {runner.Elapsed.TotalSeconds:0.0} s of nft");

        List<double> bytes = [], milliseconds = [];
        for (int i = 0; i < Changes; i++)
        {
            state = state.WithChangedEndpoint(i * (services / Changes));
            built = GraphBuilder.Build(state, LargeCluster.Options, built);
            runner.Reset();
            applied = backend.Render(built.Graph.IPv4, applied);
            await backend.ApplyAsync(applied, CancellationToken.None);
            bytes.Add(runner.Bytes);
            milliseconds.Add(runner.Elapsed.TotalMilliseconds);
        }

        Figures.Print($"change of one endpoint, {services} services x {EndpointsEach}: {Figures.Spread(bytes, "bytes")}; nft {Figures.Spread(milliseconds, "ms")}");
    }
}
