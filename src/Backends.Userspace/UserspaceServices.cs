using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Backends.Userspace.Comparing;
using Proxier.Backends.Userspace.Explaining;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
using Proxier.Templating;

namespace Proxier.Backends.Userspace;

public static class UserspaceServices
{
    /// <summary>Adds the userspace backend; needs an <see cref="Core.Commands.ICommandRunner"/>, an <see cref="ITableEvents"/> and logging.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="templates">Instead of the templates inside this assembly.</param>
    public static IServiceCollection AddUserspaceBackend(this IServiceCollection services, Action<UserspaceOptions>? configure = null, ITemplateSource? templates = null)
    {
        services.AddOptions<UserspaceOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => new UserspaceTemplates(templates ?? new EmbeddedTemplates(typeof(UserspaceServices).Assembly)))
            .AddSingleton<UserspaceRenderer>()
            .AddSingleton<DataPlane>()
            .AddSingleton<RuleWriter>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<VariantChooser>(provider, IptablesVariant.Auto))
            .AddSingleton<IBackendExplainer, UserspaceExplainer>()
            .AddSingleton<RuleTools>()
            .AddSingleton<IKernelListing, PortalListing>()
            .AddSingleton<IProxyBackend, UserspaceBackend>();
    }
}
