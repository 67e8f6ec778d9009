using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Explaining;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Iptables;
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
            .AddSingleton<IProxyBackend, IptablesBackend>();
    }
}
