using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Conntrack;
using Proxier.Core.Graph;
using Proxier.Core.Host;
using Proxier.Core.Probing;
using Proxier.Kernel.Commands;
using Proxier.Kernel.Host;
using Proxier.Kernel.Netlink;
using Proxier.Kernel.Probing;
using Proxier.Kernel.Sysctls;
using Proxier.Kernel.Versions;

namespace Proxier.Kernel;

public static class KernelServices
{
    /// <summary>
    /// Adds the host: <see cref="ICommandRunner"/>, <see cref="ITableEvents"/>, <see cref="IFlowTable"/>, <see cref="IPacketBarrier"/>, <see cref="ToolVersionReader"/>, <see cref="ISysctl"/>, <see cref="CpuCount"/>, <see cref="OomScore"/>, <see cref="ILocalAddresses"/>.
    /// Needs logging.
    /// </summary>
    public static IServiceCollection AddKernel(this IServiceCollection services, Action<CommandRunnerOptions>? configure = null)
    {
        services.AddOptions<CommandRunnerOptions>().Configure(options => configure?.Invoke(options));
        services.AddOptions<HostPaths>().Configure(UseGivenSysctls);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICommandRunner, CommandRunner>();
        services.TryAddSingleton<ToolVersionReader>();
        services.TryAddSingleton<Sysctl>();
        services.TryAddSingleton<ISysctl>(host => host.GetRequiredService<Sysctl>());
        services.TryAddSingleton<CpuCount>();
        services.TryAddSingleton<OomScore>();
        services.TryAddSingleton<ILocalAddresses, LocalAddresses>();
        services.TryAddSingleton<ITableEvents, NftablesEvents>();
        services.TryAddSingleton<IFlowTable, ConntrackTable>();
        services.TryAddSingleton<IPacketBarrier, PacketBarrier>();
        return services;
    }

    /// <summary>Adds an <see cref="IModeProbe"/> for each mode, in the order of <see cref="Core.ProxyModeWords.All"/>. Needs <see cref="AddKernel"/>.</summary>
    public static IServiceCollection AddProbing(this IServiceCollection services) => services
        .AddSingleton<IProbeGrounds, ProbeGrounds>()
        .AddSingleton<KernelConfig>()
        .AddSingleton<ModuleLoader>()
        .AddSingleton<RefusalExplainer>()
        .AddSingleton<RequirementTrier>()
        .AddSingleton<IptablesUseReader>()
        .AddSingleton<IModeProbe, NftProbe>()
        .AddSingleton<IModeProbe, IpvsProbe>()
        .AddSingleton<IModeProbe, IptablesProbe>()
        .AddSingleton<IModeProbe, UserspaceProbe>();

    private static void UseGivenSysctls(HostPaths paths)
    {
        if (Environment.GetEnvironmentVariable(HostPaths.SysctlsVariable) is { Length: > 0 } folder)
            paths.Sysctls = folder;
    }
}
