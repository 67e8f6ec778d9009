using Proxier.Core.Commands;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>Runs commands and remembers what they were given to write.</summary>
internal sealed class RecordingRunner(ICommandRunner inner) : ICommandRunner
{
    private readonly List<string> _inputs = [];

    /// <summary>The inputs that change something: those that only ask are left out.</summary>
    public IReadOnlyList<string> Writes => [.. _inputs.Where(input => input.Split('\n').Any(IsChange))];

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        if (command.Input is { } input)
            _inputs.Add(Rendering.Text(input));
        return inner.RunAsync(command, cancel);
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => inner.ReadLinesAsync(command, cancel);

    private static bool IsChange(string line) => line.Length > 0 && line[0] is '-' or ':' && !line.StartsWith("-C ", StringComparison.Ordinal);
}
