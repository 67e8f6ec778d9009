using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Proxier.Core.Commands;
using Proxier.Kernel.Commands;

namespace Proxier.Kernel;

public static class KernelServices
{
    /// <summary>Adds the host: <see cref="ICommandRunner"/>. Needs logging.</summary>
    public static IServiceCollection AddKernel(this IServiceCollection services, Action<CommandRunnerOptions>? configure = null)
    {
        services.AddOptions<CommandRunnerOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICommandRunner, CommandRunner>();
        return services;
    }
}
