using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Core.Objects.Reading;

namespace Proxier.Manifests;

public static class ManifestsServices
{
    public static IServiceCollection AddManifests(this IServiceCollection services)
    {
        services.TryAddSingleton<ObjectReader>();
        services.TryAddSingleton<ManifestReader>();
        return services;
    }
}
