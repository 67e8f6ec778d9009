using Proxier.Core.Commands;

namespace Proxier.Core.Sync;

/// <summary>Notes what the programs of an apply are given, for <see cref="SyncResult.Cost"/>.</summary>
public sealed class TalliedCommandRunner(ICommandRunner runner) : ICommandRunner
{
    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        if (command.Input is null || ScriptTally.Current is not { } tally)
            return await runner.RunAsync(command, cancel).ConfigureAwait(false);
        CommandResult result = await runner.RunAsync(tally.Watch(command), cancel).ConfigureAwait(false);
        tally.Took(result.Elapsed);
        return result;
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => runner.ReadLinesAsync(ScriptTally.Current?.Watch(command) ?? command, cancel);
}
