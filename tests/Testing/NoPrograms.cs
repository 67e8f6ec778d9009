using Proxier.Core.Commands;

namespace Proxier.Testing;

/// <summary>A host on which no program is installed.</summary>
public sealed class NoPrograms : ICommandRunner
{
    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => throw Missing(command);

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw Missing(command);

    private static CommandFailedException Missing(Command command) => new(command, $"was not started: there is no program '{command.Program}' in PATH", null, "");
}
