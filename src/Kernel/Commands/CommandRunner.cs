using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Commands;

/// <summary>Runs programs of the host. Input is written and output read at the same time, so neither side can wait for the other.</summary>
public sealed class CommandRunner(IOptions<CommandRunnerOptions> options, TimeProvider time, ILogger<CommandRunner> logger) : ICommandRunner
{
    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(command.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        ChildProcess child = ChildProcess.Start(command, options.Value.CommandPrefix);
        await using var _ = child.ConfigureAwait(false);
        try
        {
            string output = await FinishAsync(child, command, stop.Token).ConfigureAwait(false);
            TimeSpan elapsed = time.GetElapsedTime(started);
            logger.CommandDone(command, elapsed.TotalMilliseconds);
            return new CommandResult(output, child.Error, elapsed);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            bool isDead = await child.KillAsync().ConfigureAwait(false);
            string reason = $"did not end within {command.Timeout.TotalSeconds:0.###} s and was killed" + (isDead ? "" : ", but something of it still runs");
            throw new CommandFailedException(command, reason, null, child.Error);
        }
    }

    public async IAsyncEnumerable<string> ReadLinesAsync(Command command, [EnumeratorCancellation] CancellationToken cancel)
    {
        ChildProcess child = ChildProcess.Start(command, options.Value.CommandPrefix);
        await using var _ = child.ConfigureAwait(false);
        using var lines = new StreamReader(child.Output);
        while (await lines.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
            yield return line;
        await child.InputWritten.WaitAsync(cancel).ConfigureAwait(false);
        await EndAsync(child, command, cancel).ConfigureAwait(false);
    }

    private static async Task<string> FinishAsync(ChildProcess child, Command command, CancellationToken cancel)
    {
        var output = new CapturedText(child.Output, command.MaxOutputBytes);
        Task[] streams = [child.InputWritten, output.ReadAsync(stopWhenFull: true, cancel), child.ErrorRead];
        // The first that fails ends the wait: nobody reads any more once the output is too long.
        await foreach (Task done in Task.WhenEach(streams).WithCancellation(cancel).ConfigureAwait(false))
        {
            await done.ConfigureAwait(false);
            if (output.IsCut)
                throw new CommandFailedException(command, $"wrote more than {command.MaxOutputBytes} bytes and was killed", null, child.Error);
        }

        await EndAsync(child, command, cancel).ConfigureAwait(false);
        return output.ToString();
    }

    private static async Task EndAsync(ChildProcess child, Command command, CancellationToken cancel)
    {
        int exitCode = await child.WaitForExitAsync(cancel).ConfigureAwait(false);
        await child.ErrorRead.WaitAsync(cancel).ConfigureAwait(false);
        if (exitCode != 0)
            throw new CommandFailedException(command, $"ended with code {exitCode}", exitCode, child.Error);
    }
}
