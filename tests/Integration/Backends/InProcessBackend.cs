using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Host;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Manifests;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Backends;

/// <summary>
/// Calls an <see cref="IProxyBackend"/> in this process; its programs run in the node's namespace. The first state is a repair, each
/// later one a change, as in the daemon.
/// </summary>
public abstract class InProcessBackend(Action<IServiceCollection, NetworkTestbed> addBackend, string defaultNodePortAddresses) : IBackendUnderTest
{
    protected InProcessBackend(Action<IServiceCollection> addBackend, string defaultNodePortAddresses)
        : this((services, _) => addBackend(services), defaultNodePortAddresses)
    {
    }

    private readonly ManifestFolder _folder = new();
    private readonly Dictionary<IpFamily, Ruleset> _applied = [];
    private ServiceProvider? _services;
    private GraphOptions? _options;
    private BuiltGraph? _built;
    private GraphArguments? _arguments;

    public string Name => Backend.Name;

    /// <summary>What a case left becomes nothing by a change, where to clean up and to begin anew takes long.</summary>
    protected virtual bool IsKept => false;

    private IProxyBackend Backend => Service<IProxyBackend>();

    public async Task StartAsync(NetworkTestbed bed, GraphArguments arguments)
    {
        if (_services is not null && IsKept && arguments == _arguments)
        {
            await ProgramAsync([]);
            return;
        }

        if (_services is not null)
            await StopAsync();
        _arguments = arguments;
        ServiceCollection services = new();
        services.AddLogging().AddKernel(options => options.CommandPrefix = bed.NodeNamespace.CommandPrefix).AddManifests();
        services.AddSingleton<ISysctl>(new NamespaceSysctl(bed.NodeNamespace));
        addBackend(services, bed);
        _services = services.BuildServiceProvider();
        _options = GraphOptions.From(arguments with { DefaultNodePortAddresses = defaultNodePortAddresses });
    }

    public async Task ProgramAsync(IReadOnlyList<Manifest> manifests)
    {
        _folder.Replace(manifests);
        ManifestReading reading = Service<ManifestReader>().Read([_folder.FolderPath], () => Stream.Null);
        Assert.Empty(reading.Errors);
        GraphOptions options = _options ?? throw new InvalidOperationException("Not started.");
        _built = GraphBuilder.Build(reading.ToClusterState(options.NodeName), options, _built);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await ApplyAsync(_built.Graph[family]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await StopAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task ApplyAsync(FamilyGraph desired)
    {
        Ruleset ruleset = _applied.TryGetValue(desired.Family, out Ruleset? applied)
            ? Backend.Render(desired, applied)
            : Backend.RenderRepair(desired);
        await Backend.ApplyAsync(ruleset, CancellationToken.None);
        _applied[desired.Family] = ruleset;
    }

    private async Task StopAsync()
    {
        await Backend.CleanupAsync(CancellationToken.None);
        await _services!.DisposeAsync(); // the caller has looked
        (_services, _built) = (null, null);
        _applied.Clear();
    }

    private T Service<T>()
        where T : notnull => (_services ?? throw new InvalidOperationException("Not started.")).GetRequiredService<T>();
}
