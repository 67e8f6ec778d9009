using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Choosing;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Locking;
using Proxier.Proxyd.Modes;

namespace Proxier.Proxyd.CommandLine;

/// <summary>The whole program, from its arguments to its exit code: 0 done, 1 failed, 2 bad usage.</summary>
internal static class ProxydCommand
{
    /// <summary>The host stops on signals and Main catches: System.CommandLine would end the process with 143 after 2 s.</summary>
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public static async Task<int> RunAsync(string[] arguments, TextWriter error)
    {
        var flags = new ProxydFlags();
        var command = new RootCommand("Makes Kubernetes Services answer on this node: watches Services and EndpointSlices, and keeps the kernel's rules at their state.");
        foreach (Option flag in flags.All)
            command.Options.Add(flag);
        command.SetAction((line, cancel) => RunAsync(flags, line, error, cancel));

        ParseResult result = command.Parse(arguments);
        if (result.Errors.Count == 0)
            return await result.InvokeAsync(Invocation).ConfigureAwait(false);
        return Refuse(result.Errors.Select(finding => finding.Message).Concat(Findings(flags, result)), error);
    }

    private static async Task<int> RunAsync(ProxydFlags flags, ParseResult line, TextWriter error, CancellationToken cancel)
    {
        try
        {
            if (line.GetValue(flags.Cleanup))
                return await CleanupAsync(error).ConfigureAwait(false);
            SelectedMode selected = await ModeStart.SelectAsync(new ProxydOptionsParser(flags, line).Parse(), error, cancel).ConfigureAwait(false);
            ProxydOptions options = new ProxydOptionsParser(flags, line).Parse(ProxyModes.Find(selected.Choice.Selected));
            return await RunAsync(options, selected, error).ConfigureAwait(false);
        }
        catch (InvalidOptionsException e)
        {
            return Refuse(e.Findings.Select(finding => $"--{finding}"), error);
        }
        catch (ProxyException e)
        {
            await error.WriteLineAsync($"proxyd: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> RunAsync(ProxydOptions options, SelectedMode selected, TextWriter error)
    {
        using IHost host = ProxydHost.Build(options, selected, [.. ProxyModes.Built.Where(mode => mode != options.Mode)], error);
        ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Proxyd");
        host.Services.GetRequiredService<IObjectSource>(); // a cluster that cannot be asked is known before anything is touched
        NetworkNamespaceLock held = NetworkNamespaceLock.Acquire(Self(), logger);
        await using var _ = held.ConfigureAwait(false);
        logger.Starting(ProgramVersion.Text, options.ToString());
        host.Services.GetRequiredService<NodeSettings>().Set(options);
        Report(host.Services.GetRequiredService<IEventSink>(), options.Graph.NodeName, selected.Choice);
        IHostedService[] services = [.. host.Services.GetServices<IHostedService>()]; // the host is disposed at its end
        await host.RunAsync().ConfigureAwait(false);
        logger.Stopping();
        return services.Any(service => service is BackgroundService { ExecuteTask.IsFaulted: true }) ? 1 : 0;
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
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddStderr(LogLevel.Information, error));
        NetworkNamespaceLock held = NetworkNamespaceLock.Acquire(Self(), logging.CreateLogger("Proxyd"));
        await using var _ = held.ConfigureAwait(false);
        int exit = 0;
        foreach (ProxyMode mode in ProxyModes.Built)
        {
            try
            {
                await OtherRules.RemoveAsync(mode, LogLevel.Information, error, CancellationToken.None).ConfigureAwait(false);
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

    private static IEnumerable<string> Findings(ProxydFlags flags, ParseResult line)
    {
        try
        {
            new ProxydOptionsParser(flags, line).Parse();
            return [];
        }
        catch (InvalidOptionsException e)
        {
            return e.Findings.Select(finding => $"--{finding}");
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
