using Proxier.Core.Commands;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>A host on which some programs are not installed.</summary>
/// <param name="missing">What their names begin with.</param>
internal sealed class RunnerWithout(ICommandRunner inner, string[] missing) : ICommandRunner
{
    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => inner.RunAsync(Found(command), cancel);

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => inner.ReadLinesAsync(Found(command), cancel);

    private Command Found(Command command) => missing.Any(name => command.Program.StartsWith(name, StringComparison.Ordinal))
        ? throw new CommandFailedException(command, "could not be started", null, "") { IsNotInstalled = true }
        : command;
}
