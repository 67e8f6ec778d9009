using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Access.Kubeconfigs;
using Proxier.Kubernetes.Events;
using Proxier.Kubernetes.Protocol;
using Proxier.Kubernetes.Watching;

namespace Proxier.Kubernetes;

public static class KubernetesServices
{
    /// <summary>
    /// Adds the API server as the source of objects and the place for events. Needs logging, Core and a command runner. A configuration that cannot be used fails
    /// with a <see cref="Core.ProxyException"/> when the source is asked for.
    /// </summary>
    public static IServiceCollection AddKubernetes(this IServiceCollection services, KubernetesOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ObjectReader>();
        services.TryAddSingleton(provider => ApiTuning.From(options, provider.GetRequiredService<PodEnvironment>().Variable));
        services.AddSingleton(options);
        services.TryAddSingleton(PodEnvironment.Own);
        services.AddSingleton<KubeconfigReader>();
        services.AddSingleton<ClusterAccessReader>();
        services.AddSingleton(provider => provider.GetRequiredService<ClusterAccessReader>().Read());
        services.AddSingleton(NewClient);
        services.AddSingleton<StateAges>();
        services.AddSingleton<ReflectorFactory>();
        services.AddSingleton<EventSink>();
        services.AddSingleton<IEventSink>(provider => provider.GetRequiredService<EventSink>()); // in place of Core's, which tells nobody
        services.AddSingleton<IObjectSource, ApiServerSource>();
        services.AddTransient(provider => new ApiServerListing(
            provider.GetRequiredService<ReflectorFactory>(), provider.GetRequiredService<ObjectReader>(), options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static ApiClient NewClient(IServiceProvider provider)
    {
        var access = provider.GetRequiredService<ClusterAccess>();
        var tuning = provider.GetRequiredService<ApiTuning>();
        provider.GetRequiredService<ILogger<ApiClient>>().Connecting(access.Server, access.Credential.Description);
        var http = new HttpClient(new ApiHandler(access, tuning)) { BaseAddress = access.Server, Timeout = Timeout.InfiniteTimeSpan };
        return new ApiClient(http, tuning, provider.GetRequiredService<TimeProvider>());
    }
}
