using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Conntrack;
using Proxier.Core.Events;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Core;

public static class CoreServices
{
    /// <summary>
    /// Adds <see cref="ProxySync"/>, the <see cref="ObjectStore"/> that feeds it, its health and its metrics. Needs logging, an
    /// <see cref="IProxyBackend"/>, an <see cref="IFlowTable"/>, <see cref="Graph.ILocalAddresses"/> and <see cref="IServiceHealthServers"/>.
    /// </summary>
    public static IServiceCollection AddCore(this IServiceCollection services, GraphOptions graph, SyncOptions sync)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEventSink, NoEventSink>();
        services.AddSingleton(graph);
        services.AddSingleton(sync);
        services.AddSingleton<ObjectStore>();
        services.AddSingleton(provider => new ProxyHealth(provider.GetRequiredService<TimeProvider>(), 2 * sync.MaxRetryInterval));
        services.AddSingleton(provider => new ProxyMetrics(
            provider.GetRequiredService<IProxyBackend>().Name, provider.GetRequiredService<ObjectStore>(), provider.GetRequiredService<TimeProvider>(), sync.Families));
        services.AddSingleton<SyncFollowUp>();
        services.AddSingleton<ISyncObserver>(provider => provider.GetRequiredService<SyncFollowUp>());
        services.AddForEach<ConntrackCleaner>(sync.Families);
        services.AddForEach<SyncLoop>(sync.Families);
        services.AddSingleton<GraphFeed>();
        services.AddSingleton<ProxySync>();
        return services;
    }

    private static void AddForEach<T>(this IServiceCollection services, EquatableArray<IpFamily> families)
        where T : class =>
        services.AddSingleton<IReadOnlyList<T>>(provider =>
            [.. families.Select(family => ActivatorUtilities.CreateInstance<T>(provider, family))]);
}
