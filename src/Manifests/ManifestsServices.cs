using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests;

public static class ManifestsServices
{
    /// <summary>Adds what reads manifests once: <see cref="ManifestReader"/>.</summary>
    public static IServiceCollection AddManifests(this IServiceCollection services)
    {
        services.TryAddSingleton<ObjectReader>();
        services.TryAddSingleton<ManifestReader>();
        return services;
    }

    /// <summary>Adds a folder as the source of objects. Needs logging.</summary>
    public static IServiceCollection AddManifestFolder(this IServiceCollection services, ManifestFolderOptions options)
    {
        services.AddManifests();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IObjectSource, ManifestFolderSource>();
        return services;
    }
}
