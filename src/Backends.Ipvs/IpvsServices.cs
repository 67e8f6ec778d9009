using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Comparing;
using Proxier.Backends.Ipvs.Explaining;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Takeover;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Core.Takeover;
using Proxier.Templating;

namespace Proxier.Backends.Ipvs;

public static class IpvsServices
{
    /// <summary>Adds the ipvs backend; needs an <see cref="ICommandRunner"/>, an <see cref="Core.Host.ISysctl"/> and logging.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="templates">Instead of the templates inside this assembly.</param>
    public static IServiceCollection AddIpvsBackend(this IServiceCollection services, Action<IpvsOptions>? configure = null, ITemplateSource? templates = null)
    {
        services.AddOptions<IpvsOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => new IpvsTemplates(templates ?? new EmbeddedTemplates(typeof(IpvsServices).Assembly)))
            .AddSingleton(host => new VariantChooser(
                host.GetRequiredService<ICommandRunner>(), host.GetRequiredService<IOptions<IpvsOptions>>().Value.Variant, host.GetRequiredService<ILogger<VariantChooser>>()))
            .AddSingleton<IpvsRenderer>()
            .AddSingleton<IpvsHost>()
            .AddSingleton<HostSettings>()
            .AddSingleton<FamilyStates>()
            .AddSingleton<IpvsCleaner>()
            .AddSingleton<Drainer>()
            .AddSingleton<IBackendExplainer, IpvsExplainer>()
            .AddSingleton<IKernelListing, IpvsListing>()
            .AddSingleton<IProxyBackend, IpvsBackend>();
    }

    /// <summary>
    /// Adds the <see cref="ILeftoverSource"/> that knows virtual servers and sets; needs an <see cref="ICommandRunner"/>. To be added after the
    /// sources that remove rules, because a set that a rule names cannot go.
    /// </summary>
    public static IServiceCollection AddIpvsLeftovers(this IServiceCollection services)
    {
        services.AddOptions<IpvsOptions>();
        services.TryAddSingleton(_ => new IpvsTemplates(new EmbeddedTemplates(typeof(IpvsServices).Assembly)));
        services.TryAddSingleton<IpvsRenderer>();
        services.TryAddSingleton<IpvsHost>();
        return services.AddSingleton<ILeftoverSource, IpvsLeftovers>();
    }
}
