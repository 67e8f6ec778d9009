using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Host;
using Proxier.Testing;
using Proxier.Testing.Ipvs;

namespace Proxier.Backends.Ipvs.Tests;

/// <summary>Our backend on a kernel of plain collections.</summary>
internal sealed class IpvsBed : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Action<IpvsOptions>? _configure;

    public IpvsBed(Action<IpvsOptions>? configure = null, IpvsKernel? kernel = null, ManualTime? time = null)
    {
        _configure = configure;
        Kernel = kernel ?? new IpvsKernel();
        Kernel.Links.TryAdd("eth0", ["192.0.2.1", "2001:db8::1"]);
        Time = time ?? new ManualTime();
        Runner = new IpvsKernelRunner(Kernel);
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton<ICommandRunner>(Runner).AddSingleton<ISysctl>(Sysctl).AddIpvsBackend(configure).BuildServiceProvider();
    }

    public IpvsKernel Kernel { get; }

    public ManualTime Time { get; }

    public IpvsKernelRunner Runner { get; }

    public FakeSysctl Sysctl { get; } = new();

    public IProxyBackend Backend => _services.GetRequiredService<IProxyBackend>();

    public IBackendExplainer Explainer => _services.GetRequiredService<IBackendExplainer>();

    public IKernelListing Listing => _services.GetRequiredService<IKernelListing>();

    /// <summary>A new process on the same kernel.</summary>
    public IpvsBed Restarted(Action<IpvsOptions>? configure = null) => new(configure ?? _configure, Kernel, Time);

    /// <summary>As the sync loop does at its start: it asks first.</summary>
    public async Task<Ruleset> RepairAsync(FamilyGraph graph)
    {
        await Backend.AdoptAsync(graph, CancellationToken.None);
        Ruleset ruleset = Backend.RenderRepair(graph);
        await Backend.ApplyAsync(ruleset, CancellationToken.None);
        return ruleset;
    }

    public async Task<Ruleset> ChangeAsync(Ruleset applied, FamilyGraph graph)
    {
        Ruleset ruleset = Backend.Render(graph, applied);
        await Backend.ApplyAsync(ruleset, CancellationToken.None);
        return ruleset;
    }

    /// <summary>The kernel of a host that begins with this graph.</summary>
    public static async Task<IpvsKernel> FreshAsync(FamilyGraph graph, IpvsBed like)
    {
        using var bed = new IpvsBed(like._configure);
        foreach ((string link, SortedSet<string> addresses) in like.Kernel.Links.Where(link => link.Key != "kube-ipvs0"))
            bed.Kernel.Links[link] = [.. addresses];
        await bed.RepairAsync(graph);
        return bed.Kernel;
    }

    public void Dispose() => _services.Dispose();
}
