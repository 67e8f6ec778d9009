using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Kernel;
using Proxier.Testing.Network;

namespace Proxier.Bench.Backends;

/// <summary>A backend on the real kernel, in a network namespace of its own.</summary>
internal sealed class BackendHost : IAsyncDisposable
{
    private readonly LoneNamespace _namespace;
    private readonly ServiceProvider _services;

    private BackendHost(LoneNamespace @namespace, Action<IServiceCollection> add)
    {
        _namespace = @namespace;
        ServiceCollection services = new();
        services.AddLogging().AddKernel(options => options.CommandPrefix = @namespace.Network.CommandPrefix);
        add(services);
        _services = services.BuildServiceProvider();
    }

    public IProxyBackend Backend => _services.GetRequiredService<IProxyBackend>();

    public NetworkNamespace Network => _namespace.Network;

    public static async Task<BackendHost> CreateAsync(Action<IServiceCollection> add) => new(await LoneNamespace.CreateAsync(), add);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _namespace.DisposeAsync();
    }
}
