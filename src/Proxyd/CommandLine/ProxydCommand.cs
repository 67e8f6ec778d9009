using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Choosing;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Kernel;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Configuration.Sections;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Locking;
using Proxier.Proxyd.Logging;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>The whole program, from its arguments to its exit code: 0 done, 1 failed, 2 bad usage.</summary>
internal static class ProxydCommand
{
    /// <summary>The host stops on signals and Main catches: System.CommandLine would end the process with 143 after 2 s.</summary>
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public static async Task<int> RunAsync(string[] arguments, TextWriter error)
    {
        var flags = new FlagLine();
        ParseResult line = flags.Parse(arguments);
        if (line.Errors.Count > 0)
            return Refuse(line.Errors.Select(finding => finding.Message).Concat(Findings(flags.Given(line))), error);
        flags.Command.SetAction((_, cancel) => RunAsync(flags.Given(line), error, cancel));
        return await line.InvokeAsync(Invocation).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> flags, TextWriter error, CancellationToken cancel)
    {
        try
        {
            ReadSettings read = new SettingsReader(flags).Read();
            if (read.Values.Get(CommandLineSection.Cleanup))
                return await CleanupAsync(error).ConfigureAwait(false);
            ProxydOptions requested = new ProxydOptionsParser(read).Parse();
            Tell(read, requested, error);
            if (read.Values.Get(CommandLineSection.WriteConfigTo) is { Length: > 0 } path)
                return ConfigurationWriter.Write(requested, path, error);
            SelectedMode selected = await ModeStart.SelectAsync(requested, error, cancel).ConfigureAwait(false);
            ProxydOptions options = new ProxydOptionsParser(read).Parse(ProxyModes.Find(selected.Choice.Selected));
            return read.Values.Get(CommandLineSection.InitOnly) ? Initialize(options, error) : await RunAsync(options, selected, error).ConfigureAwait(false);
        }
        catch (InvalidOptionsException e)
        {
            return Refuse(e.Findings.Select(finding => finding.ToString()), error);
        }
        catch (ProxyException e)
        {
            await error.WriteLineAsync($"proxyd: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static void Tell(ReadSettings read, ProxydOptions options, TextWriter error)
    {
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddStderr(new LogSettings(options.LogLevel, options.IsLogJson), error));
        foreach (string warning in read.Warnings)
            logging.CreateLogger("Proxyd").ConfigurationWarning(warning);
    }

    private static async Task<int> RunAsync(ProxydOptions options, SelectedMode selected, TextWriter error)
    {
        using IHost host = ProxydHost.Build(options, selected, ProxyModes.OthersThan(options.Mode, options.TakesOver), error);
        ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Proxyd");
        host.Services.GetRequiredService<IObjectSource>(); // a cluster that cannot be asked is known before anything is touched
        NetworkNamespaceLock held = NetworkNamespaceLock.Acquire(Self(), logger);
        await using var _ = held.ConfigureAwait(false);
        logger.Starting(ProgramVersion.Text, options.ToString());
        host.Services.GetRequiredService<ProcessPriority>().Set(options.OomScoreAdj);
        host.Services.GetRequiredService<NodeSettings>().Set(options);
        Report(host.Services.GetRequiredService<IEventSink>(), options.Graph.NodeName, selected.Choice);
        IHostedService[] services = [.. host.Services.GetServices<IHostedService>()]; // the host is disposed at its end
        await host.RunAsync().ConfigureAwait(false);
        logger.Stopping();
        return services.Any(service => service is BackgroundService { ExecuteTask.IsFaulted: true } or ConfigurationWatch { NeedsRestart: true }) ? 1 : 0;
    }

    /// <summary>Only what takes privileges: 1 when something of it was refused, for a container that has no other purpose.</summary>
    private static int Initialize(ProxydOptions options, TextWriter error)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddStderr(new LogSettings(options.LogLevel, options.IsLogJson), error));
        services.AddKernel().AddSingleton<IEventSink, NoEventSink>().AddSingleton<NodeSettings>();
        using ServiceProvider host = services.BuildServiceProvider();
        bool isSet = host.GetRequiredService<NodeSettings>().Set(options);
        if (isSet)
            host.GetRequiredService<ILoggerFactory>().CreateLogger("Proxyd").Initialized();
        return isSet ? 0 : 1;
    }

    private static void Report(IEventSink events, string nodeName, ModeChoice choice)
    {
        events.Report(new ClusterEvent(EventSubject.Node(nodeName), EventType.Normal, "Starting", "StartKubeProxy", ""));
        foreach (ClusterEvent happened in ModeEvents.Of(choice, nodeName))
            events.Report(happened);
    }

    /// <summary>Removes the rules of every mode, also those of modes that are not in use; goes on after a failure.</summary>
    private static async Task<int> CleanupAsync(TextWriter error)
    {
        var logs = new LogSettings(LogLevel.Information);
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddStderr(logs, error));
        NetworkNamespaceLock held = NetworkNamespaceLock.Acquire(Self(), logging.CreateLogger("Proxyd"));
        await using var _ = held.ConfigureAwait(false);
        int exit = 0;
        foreach (ProxyMode mode in ProxyModes.Built)
        {
            try
            {
                await OtherRules.RemoveAsync(mode, logs, error, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ProxyException e)
            {
                await error.WriteLineAsync($"proxyd: removing the rules of {mode.Word} failed: {e.Message}").ConfigureAwait(false);
                exit = 1;
            }
        }

        return exit;
    }

    private static string Self() => $"{Environment.CommandLine}, started {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}, process {Environment.ProcessId} by its own count";

    private static IEnumerable<string> Findings(IReadOnlyDictionary<string, IReadOnlyList<string>> flags)
    {
        try
        {
            new ProxydOptionsParser(new SettingsReader(flags).Read()).Parse();
            return [];
        }
        catch (InvalidOptionsException e)
        {
            return e.Findings.Select(finding => finding.ToString());
        }
    }

    private static int Refuse(IEnumerable<string> findings, TextWriter error)
    {
        error.WriteLine("proxyd: the options cannot be used; nothing was changed:");
        foreach (string finding in findings)
            error.WriteLine($"  {finding}");
        return 2;
    }
}
