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

    public BackendHost(KnownBackend known, ITemplateSource? templates, Surroundings surroundings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(surroundings.Messages)));
        services.AddKernel();
        known.Add(services, templates);
        surroundings.Replace(services);
        _services = services.BuildServiceProvider();
    }

    public IProxyBackend Backend => _services.GetRequiredService<IProxyBackend>();

    public ICommandRunner Commands => _services.GetRequiredService<ICommandRunner>();

    public IBackendExplainer Explainer => _services.GetRequiredService<IBackendExplainer>();

    public IKernelListing Listing => _services.GetRequiredService<IKernelListing>();

    public ILocalAddresses LocalAddresses => _services.GetRequiredService<ILocalAddresses>();

    public void Dispose() => _services.Dispose();
}
