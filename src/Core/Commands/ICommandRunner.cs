namespace Proxier.Core.Commands;

/// <summary>Runs programs of the host: no shell, a time-out always, standard error kept, output bounded.</summary>
public interface ICommandRunner
{
    /// <exception cref="CommandFailedException">It could not be started, ended with a code other than 0, or did not end in time.</exception>
    ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel);

    /// <summary>
    /// Runs a program that reports line by line for as long as it lives, such as <c>nft monitor</c>. Cancellation ends the program.
    /// </summary>
    /// <exception cref="CommandFailedException">It could not be started, or ended by itself with a code other than 0.</exception>
    IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel);
}
