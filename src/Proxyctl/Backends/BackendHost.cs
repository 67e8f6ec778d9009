using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Kernel;
using Proxier.Proxyctl.Screens;
using Proxier.Templating;

namespace Proxier.Proxyctl.Backends;

/// <summary>A backend with what it needs of the host.</summary>
internal sealed class BackendHost : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="replace">Registrations that take the place of the others.</param>
    public BackendHost(KnownBackend known, ITemplateSource? templates, Surroundings surroundings, Action<IServiceCollection>? replace = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(surroundings.Messages)));
        services.AddKernel();
        known.Add(services, templates);
        surroundings.Replace(services);
        replace?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IProxyBackend Backend => _services.GetRequiredService<IProxyBackend>();

    public ICommandRunner Commands => _services.GetRequiredService<ICommandRunner>();

    public IBackendExplainer Explainer => _services.GetRequiredService<IBackendExplainer>();

    /// <summary>Null for a backend that has none.</summary>
    public IKernelListing? Listing => _services.GetService<IKernelListing>();

    public ILocalAddresses LocalAddresses => _services.GetRequiredService<ILocalAddresses>();

    public void Dispose() => _services.Dispose();
}
