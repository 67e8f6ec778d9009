using Proxier.Core.Commands;

namespace Proxier.Core.Sync;

/// <summary>Notes what the programs of an apply are given, for <see cref="SyncResult.Cost"/>.</summary>
public sealed class TalliedCommandRunner(ICommandRunner runner) : ICommandRunner
{
    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => runner.RunAsync(ScriptTally.Current?.Watch(command) ?? command, cancel);

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => runner.ReadLinesAsync(ScriptTally.Current?.Watch(command) ?? command, cancel);
}
