using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Tests;

/// <summary>What one run of the tool, inside this process, came to.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>For a machine named test-host on which no program can be started.</summary>
    public static Task<ToolRun> OfAsync(params string[] arguments) => WithAsync("", services => services.AddSingleton<ICommandRunner>(new NoPrograms()), arguments);

    /// <param name="input">Standard input.</param>
    public static Task<ToolRun> ReadingAsync(string input, params string[] arguments) =>
        WithAsync(input, services => services.AddSingleton<ICommandRunner>(new NoPrograms()), arguments);

    public static Task<ToolRun> WithAsync(IProxyBackend backend, string input, params string[] arguments) =>
        WithAsync(input, services => services.AddSingleton(backend).AddSingleton<ICommandRunner>(new NoPrograms()), arguments);

    public static Task<ToolRun> WithAsync(ICommandRunner runner, string input, params string[] arguments) =>
        WithAsync(input, services => services.AddSingleton(runner), arguments);

    /// <param name="cancel">Interrupts it, as Ctrl-C does.</param>
    public static Task<ToolRun> UntilAsync(ICommandRunner runner, string input, string[] arguments, CancellationToken cancel) =>
        WithAsync(input, services => services.AddSingleton(runner), arguments, cancel);

    private static async Task<ToolRun> WithAsync(string input, Action<IServiceCollection> replace, string[] arguments, CancellationToken cancel = default)
    {
        var output = new MemoryStream();
        using var results = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true };
        using var messages = new StringWriter();
        var surroundings = new Surroundings(
            () => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, new Screen(results, isTerminal: false), new Screen(messages, isTerminal: false))
        {
            MachineName = "Test-Host", Replace = replace,
        };
        int exitCode = await Tool.RunAsync(arguments, surroundings, cancel);
        return new ToolRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), messages.ToString());
    }

    internal sealed class NoPrograms : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) =>
            throw new CommandFailedException(command, "was not started", null, "there are no programs here");

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) =>
            throw new CommandFailedException(command, "was not started", null, "there are no programs here");
    }
}
