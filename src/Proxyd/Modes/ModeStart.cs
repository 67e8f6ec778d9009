using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Kernel;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Logging;

namespace Proxier.Proxyd.Modes;

/// <summary>Chooses the mode at start, from what was asked for and what the host can do, and says what was chosen and why.</summary>
internal static class ModeStart
{
    /// <exception cref="NoModeException">None can be used.</exception>
    public static async ValueTask<SelectedMode> SelectAsync(ProxydOptions options, TextWriter log, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddStderr(new LogSettings(options.LogLevel, options.IsLogJson), log));
        services.AddKernel().AddProbing();
        ServiceProvider host = services.BuildServiceProvider();
        await using (host.ConfigureAwait(false))
        {
            ILogger logger = host.GetRequiredService<ILoggerFactory>().CreateLogger("Proxyd");
            var selection = new ModeSelection(host.GetServices<IModeProbe>(), [.. ProxyModes.Built.Select(mode => mode.Word)]);
            return await SelectAsync(options.Modes, selection, logger, cancel).ConfigureAwait(false);
        }
    }

    internal static async ValueTask<SelectedMode> SelectAsync(ModeSettings settings, ModeSelection selection, ILogger logger, CancellationToken cancel)
    {
        bool isAuto = settings.Requested == ProxyModeWords.Auto;
        var memory = new ModeMemory(isAuto ? settings.MemoryPath : "", logger);
        SelectedMode selected = await selection.SelectAsync(new ModeRequest(settings.Requested, memory.Read(), settings.IsStrict), cancel).ConfigureAwait(false);
        memory.Write(selected.Choice.Selected);
        Tell(selected, logger);
        return selected;
    }

    private static void Tell(SelectedMode selected, ILogger logger)
    {
        ModeChoice choice = selected.Choice;
        foreach (RejectedMode rejected in choice.Rejected)
            logger.ModeRejected(rejected.Mode, rejected.Reason);
        logger.ModeChosen(choice.Selected, choice.Requested, choice.Reason);
        if (choice.Doubt is not null)
            logger.ModeDoubtful(choice.Selected, choice.Doubt);
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            if (selected.Probe.SupportOf(family) is Support.No no)
                logger.FamilyMissing(family, choice.Selected, no.Missing);
        }
    }
}
