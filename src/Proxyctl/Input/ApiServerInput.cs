using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Metrics;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Kubernetes;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Input;

/// <summary>Lists the cluster from its API server, once.</summary>
internal sealed class ApiServerInput(Surroundings surroundings)
{
    /// <summary>For the whole of a large cluster over a slow line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="ApiServerSilentException">Not everything came in time; the log has said why.</exception>
    public async Task<ClusterState> ReadAsync(KubernetesOptions options, CancellationToken cancel)
    {
        await using ServiceProvider services = Services(options);
        using var timeout = new CancellationTokenSource(Patience, surroundings.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await Ask<ApiServerListing>(services).ReadAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ApiServerSilentException(Patience);
        }
    }

    /// <summary>What asks the API server. Its credentials are read here, and nothing is asked yet.</summary>
    /// <exception cref="BadInputException">The kubeconfig or the address cannot be used.</exception>
    public static T Ask<T>(IServiceProvider services)
        where T : notnull
    {
        try
        {
            return services.GetRequiredService<T>();
        }
        catch (ProxyException error)
        {
            throw new BadInputException([error.Message]);
        }
    }

    private ServiceProvider Services(KubernetesOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(surroundings.Messages)));
        services.AddKernel().AddKubernetes(options);
        services.AddSingleton(new ProxyMetrics("none", new ObjectStore(), surroundings.Time)); // nobody reads it
        surroundings.Replace(services);
        return services.BuildServiceProvider();
    }
}
