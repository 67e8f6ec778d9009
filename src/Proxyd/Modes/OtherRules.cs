using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Kernel;
using Proxier.Proxyd.Logging;

namespace Proxier.Proxyd.Modes;

/// <summary>The rules that a mode of ours left in the kernel, when another one is in use or none.</summary>
internal static class OtherRules
{
    /// <summary>Removes those of one mode. A host without the mode's tool has none of its rules.</summary>
    /// <exception cref="ProxyException">The host refused.</exception>
    public static async ValueTask RemoveAsync(ProxyMode mode, LogSettings logs, TextWriter log, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddStderr(logs, log));
        services.AddKernel();
        mode.AddBackend(services);
        ServiceProvider host = services.BuildServiceProvider();
        await using (host.ConfigureAwait(false))
        {
            try
            {
                await host.GetRequiredService<IProxyBackend>().CleanupAsync(cancel).ConfigureAwait(false);
            }
            catch (CommandFailedException e) when (e.IsNotInstalled)
            {
                host.GetRequiredService<ILoggerFactory>().CreateLogger("Proxyd").NoToolNoRules(mode.Word, e.Command.Program);
            }
        }
    }
}
