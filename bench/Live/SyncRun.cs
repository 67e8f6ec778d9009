using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Commands;
using Proxier.Core.Host;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>
/// What a full sync and a change of one endpoint take with each backend that kube-proxy has too, one after the other on one kernel, so that
/// they can be compared. Rendering and applying, called in this process; IPv4.
/// </summary>
internal static class SyncRun
{
    private const int EndpointsEach = 5, Changes = 50;

    private static readonly (string Name, Action<IServiceCollection> Add)[] Backends =
    [
        ("ipvs", services => services.AddIpvsBackend()),
        ("iptables, legacy", services => services.AddIptablesBackend(options => options.Variant = IptablesVariant.Legacy)),
        ("iptables, nf_tables", services => services.AddIptablesBackend(options => options.Variant = IptablesVariant.Nft)),
    ];

    public static async Task RunAsync(int services)
    {
        foreach ((string name, Action<IServiceCollection> add) in Backends)
            await RunAsync(name, add, services);
    }

    private static async Task RunAsync(string name, Action<IServiceCollection> add, int services)
    {
        await using LoneNamespace at = await LoneNamespace.CreateAsync();
        // IPVS takes no real server before there is a table of routes.
        await at.Network.ConfigureAsync(["link set lo up"]);
        var runner = new MeasuringRunner(at.Network.Runner);
        ServiceCollection collection = new();
        collection.AddLogging().AddSingleton<ICommandRunner>(runner).AddSingleton<ISysctl>(new NamespaceSysctl(at.Network)).AddKernel().AddManifests();
        add(collection);
        await using ServiceProvider provider = collection.BuildServiceProvider();
        var backend = provider.GetRequiredService<IProxyBackend>();
        ClusterState state = LargeCluster.Read(provider.GetRequiredService<ManifestReader>(), services, EndpointsEach);
        BuiltGraph built = GraphBuilder.Build(state, LargeCluster.Options);

        (Ruleset applied, double full) = await TimeAsync(backend, () => backend.RenderRepair(built.Graph.IPv4));
        Figures.Print($"{name}, {services} services x {EndpointsEach}: full sync {full / 1000:0.00} s, {runner.Elapsed.TotalSeconds:0.00} s of it in tools");
        (_, double again) = await TimeAsync(backend, () => backend.RenderRepair(built.Graph.IPv4));
        Figures.Print($"{name}, {services} services x {EndpointsEach}: full sync with nothing to change {again / 1000:0.00} s");

        List<double> changes = [];
        for (int i = 0; i < Changes; i++)
        {
            state = state.WithChangedEndpoint(i * (services / Changes));
            built = GraphBuilder.Build(state, LargeCluster.Options, built);
            Ruleset before = applied;
            (applied, double elapsed) = await TimeAsync(backend, () => backend.Render(built.Graph.IPv4, before));
            changes.Add(elapsed);
        }

        Figures.Print($"{name}, {services} services x {EndpointsEach}: change of one endpoint {Figures.Spread(changes, "ms")}");
    }

    private static async Task<(Ruleset Applied, double Milliseconds)> TimeAsync(IProxyBackend backend, Func<Ruleset> render)
    {
        long started = Stopwatch.GetTimestamp();
        Ruleset ruleset = render();
        await backend.ApplyAsync(ruleset, CancellationToken.None);
        return (ruleset, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
