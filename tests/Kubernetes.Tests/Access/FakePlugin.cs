using Proxier.Core.Commands;

namespace Proxier.Kubernetes.Tests.Access;

/// <summary>A credential plug-in that prints what the test says.</summary>
internal sealed class FakePlugin(Func<Command, string> answer) : ICommandRunner
{
    private readonly Lock _lock = new();
    private readonly List<Command> _commands = [];

    public IReadOnlyList<Command> Commands
    {
        get
        {
            lock (_lock)
                return [.. _commands];
        }
    }

    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        lock (_lock)
            _commands.Add(command);
        await Task.Yield();
        return new CommandResult(answer(command), "", TimeSpan.Zero);
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException("A plug-in ends.");
}
