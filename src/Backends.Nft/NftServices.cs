using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft.Comparing;
using Proxier.Backends.Nft.Explaining;
using Proxier.Backends.Nft.Takeover;
using Proxier.Core.Backends;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Takeover;
using Proxier.Templating;

namespace Proxier.Backends.Nft;

public static class NftServices
{
    /// <summary>Adds the nft backend; needs an <see cref="Core.Commands.ICommandRunner"/>, an <see cref="ITableEvents"/> and logging.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="templates">Instead of the templates inside this assembly.</param>
    public static IServiceCollection AddNftBackend(this IServiceCollection services, ITemplateSource? templates = null) => services
        .AddSingleton(_ => new NftTemplates(templates ?? new EmbeddedTemplates(typeof(NftServices).Assembly)))
        .AddSingleton<NftRenderer>()
        .AddSingleton(provider => new OwnCommits(provider.GetRequiredService<ITableEvents>(), NftNames.Table))
        .AddSingleton<IBackendExplainer, NftExplainer>()
        .AddSingleton<IKernelListing, NftListing>()
        .AddSingleton<IProxyBackend, NftBackend>();

    /// <summary>Adds the <see cref="ILeftoverSource"/> that knows nft; needs an <see cref="Core.Commands.ICommandRunner"/>.</summary>
    public static IServiceCollection AddNftLeftovers(this IServiceCollection services) => services.AddSingleton<ILeftoverSource, NftLeftovers>();
}
