using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core.Building;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kernel;
using Proxier.Kubernetes;
using Proxier.Manifests;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Input;

/// <summary>A cluster that is read on and on, from a folder or an API server.</summary>
internal sealed class LiveCluster
{
    /// <summary>A rollout changes many objects within a moment; nobody can read that fast.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(200);

    private readonly Surroundings _surroundings;
    private readonly GraphOptions _options;
    private readonly ObjectStore _store = new();
    private readonly Action<IServiceCollection> _addSource;

    /// <exception cref="BadInputException">It is neither a folder nor an API server, or an option cannot be used.</exception>
    public LiveCluster(Surroundings surroundings, ParseResult line, InputFlags flags, string defaultNodePortAddresses)
    {
        _surroundings = surroundings;
        GraphArguments arguments = flags.Graph(line) with { DefaultNodePortAddresses = defaultNodePortAddresses };
        NodeName = NodeChoice.Of(arguments.NodeName, NodesOf(flags.Files(line)), surroundings.MachineName).Name;
        _options = GraphOptions.From(arguments with { NodeName = NodeName });
        _addSource = flags.Files(line) switch
        {
            [] when flags.Snapshot(line) is null => services => services.AddKubernetes(new KubernetesOptions(NodeName) { Kubeconfig = flags.Kubeconfig(line), Master = flags.Master(line) }),
            [var folder] when Directory.Exists(folder) => services => services.AddManifestFolder(new ManifestFolderOptions { Folder = folder, NodeName = NodeName }),
            _ => throw new BadInputException(["--watch: needs one folder, an API server or a proxyd"]),
        };
    }

    public string NodeName { get; }

    /// <summary>Calls back with everything that there is, and again after each change, until it is cancelled.</summary>
    public async Task FollowAsync(Action<BuiltGraph> show, CancellationToken cancel)
    {
        await using ServiceProvider services = Services();
        Task source = ApiServerInput.Ask<IObjectSource>(services).RunAsync(_store, cancel);
        await await Task.WhenAny(source, _store.Synced);
        BuiltGraph? built = null;
        while (!source.IsCompleted)
        {
            ObjectSnapshot snapshot = _store.Snapshot();
            built = GraphBuilder.Build(snapshot.State, _options, built);
            show(built);
            await await Task.WhenAny(source, _store.WaitForChangeAsync(snapshot.Version, cancel));
            await Task.Delay(Calm, _surroundings.Time, cancel);
        }

        await source;
    }

    /// <summary>Those of a folder as it is now; the API server is not asked for all of its Nodes.</summary>
    private static IReadOnlyList<string> NodesOf(IReadOnlyList<string> files) =>
        files is [var folder] && Directory.Exists(folder) ? [.. new ManifestReader(new ObjectReader()).Read([folder], () => Stream.Null).NodeNames] : [];

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(_surroundings.Messages)));
        services.AddSingleton(_surroundings.Time).AddSingleton(new ProxyMetrics("none", _store, _surroundings.Time)); // nobody reads these
        services.AddKernel();
        _addSource(services);
        _surroundings.Replace(services);
        return services.BuildServiceProvider();
    }
}
