using Proxier.Core.Commands;

namespace Proxier.Backends.Nft.Tests;

/// <summary>Runs commands and remembers which.</summary>
internal sealed class RecordingRunner(ICommandRunner inner) : ICommandRunner
{
    private readonly List<Command> _commands = [];

    /// <summary>Those that may write: neither lists nor checks.</summary>
    public int Writes => _commands.Count(command => command.Arguments.Count > 0 && command.Arguments[0] == "-f");

    public int Checks => _commands.Count(command => command.Arguments.Contains("--check"));

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        _commands.Add(command);
        return inner.RunAsync(command, cancel);
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => inner.ReadLinesAsync(command, cancel);
}
