using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Comparing;
using Proxier.Backends.Iptables.Explaining;
using Proxier.Backends.Iptables.Takeover;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Core.Takeover;
using Proxier.Templating;

namespace Proxier.Backends.Iptables;

public static class IptablesServices
{
    /// <summary>Adds the iptables backend; needs an <see cref="Core.Commands.ICommandRunner"/> and logging.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="templates">Instead of the templates inside this assembly.</param>
    public static IServiceCollection AddIptablesBackend(
        this IServiceCollection services, Action<IptablesOptions>? configure = null, ITemplateSource? templates = null)
    {
        services.AddOptions<IptablesOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => new IptablesTemplates(templates ?? new EmbeddedTemplates(typeof(IptablesServices).Assembly)))
            .AddSingleton<IptablesRenderer>()
            .AddSingleton(host => new VariantChooser(
                host.GetRequiredService<ICommandRunner>(), host.GetRequiredService<IOptions<IptablesOptions>>().Value.Variant, host.GetRequiredService<ILogger<VariantChooser>>()))
            .AddSingleton<ExpectedRules>()
            .AddSingleton<IBackendExplainer, IptablesExplainer>()
            .AddSingleton<IKernelListing, IptablesListing>()
            .AddSingleton<IProxyBackend, IptablesBackend>();
    }

    /// <summary>Adds an <see cref="ILeftoverSource"/> for each variant of iptables; needs an <see cref="ICommandRunner"/>.</summary>
    public static IServiceCollection AddIptablesLeftovers(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new IptablesTemplates(new EmbeddedTemplates(typeof(IptablesServices).Assembly)));
        foreach (IptablesVariant variant in (IptablesVariant[])[IptablesVariant.Nft, IptablesVariant.Legacy])
            services.AddSingleton<ILeftoverSource>(host => new IptablesLeftovers(variant, host.GetRequiredService<IptablesTemplates>(), host.GetRequiredService<ICommandRunner>()));
        return services;
    }
}
