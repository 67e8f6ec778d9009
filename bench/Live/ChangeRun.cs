using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Clusters;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>What one changed endpoint among 300,000 costs: the text for nft and the tool's time. The backend is called in this process.</summary>
internal static class ChangeRun
{
    private const int EndpointsEach = 10, Changes = 200;

    private static readonly GraphOptions Options = GraphOptions.From(new GraphArguments { NodeName = "node-1", ClusterCidr = "10.128.0.0/9" });

    public static async Task RunAsync(int services)
    {
        await using LoneNamespace at = await LoneNamespace.CreateAsync();
        var runner = new MeasuringRunner(at.Network.Runner);
        await using ServiceProvider provider = new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(runner).AddKernel().AddManifests().AddNftBackend().BuildServiceProvider();
        var backend = provider.GetRequiredService<IProxyBackend>();
        ClusterState state = Read(provider.GetRequiredService<ManifestReader>(), services);
        BuiltGraph built = GraphBuilder.Build(state, Options);
        Ruleset applied = backend.RenderRepair(built.Graph.IPv4);
        await backend.ApplyAsync(applied, CancellationToken.None);
        Figures.Print($"load, {services} services x {EndpointsEach}: {runner.Bytes / 1e6:0.0} MB to nft, {runner.Elapsed.TotalSeconds:0.0} s of nft");

        List<double> bytes = [], milliseconds = [];
        for (int i = 0; i < Changes; i++)
        {
            state = Changed(state, i * (services / Changes));
            built = GraphBuilder.Build(state, Options, built);
            runner.Reset();
            applied = backend.Render(built.Graph.IPv4, applied);
            await backend.ApplyAsync(applied, CancellationToken.None);
            bytes.Add(runner.Bytes);
            milliseconds.Add(runner.Elapsed.TotalMilliseconds);
        }

        Figures.Print($"change of one endpoint, {services} services x {EndpointsEach}: {Figures.Spread(bytes, "bytes")}; nft {Figures.Spread(milliseconds, "ms")}");
    }

    private static ClusterState Read(ManifestReader reader, int services)
    {
        string path = Path.GetTempFileName() + ".json";
        using (FileStream file = File.Create(path))
            new ClusterGenerator(services, EndpointsEach).WriteJsonList(file);
        try
        {
            return reader.Read([path], () => Stream.Null).ToClusterState(Options.NodeName);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The first endpoint of this service gets another address.</summary>
    private static ClusterState Changed(ClusterState state, int service)
    {
        ServiceObjects[] services = [.. state.Services];
        EndpointSlice slice = services[service].Slices[0];
        SliceEndpoint replacement = slice.Endpoints[0] with { Address = new([10, 200, (byte)(service >> 8), (byte)service]) };
        slice = slice with { Endpoints = slice.Endpoints.Skip(1).Prepend(replacement).ToEquatableArray() };
        services[service] = services[service] with { Slices = [slice] };
        return state with { Services = services.ToEquatableArray() };
    }
}
