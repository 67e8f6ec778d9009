using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Nftables;

/// <summary>
/// Gives short scripts for <c>nft -f -</c> to libnftables in this process, which takes well below a millisecond; starting the program takes
/// 2 to 5, and the kernel lets its end wait for an RCU grace period when the script deleted something. Everything else, and everything where
/// there is no such library, goes to <paramref name="programs"/>. What is refused is refused in the same words.
/// </summary>
public sealed class NftLibraryRunner(ICommandRunner programs, TimeProvider time, ILogger<NftLibraryRunner> logger) : ICommandRunner, IDisposable
{
    private readonly Lazy<NftThread> _thread = new();
    private bool _isMissing;

    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) =>
        IsOurs(command) && !_isMissing && await TryRunAsync(command, cancel).ConfigureAwait(false) is { } result
            ? result
            : await programs.RunAsync(command, cancel).ConfigureAwait(false);

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => programs.ReadLinesAsync(command, cancel);

    public void Dispose()
    {
        if (_thread.IsValueCreated)
            _thread.Value.Dispose();
    }

    private static bool IsOurs(Command command) =>
        command is { Program: "nft", IsShort: true, Input: not null, Environment.IsEmpty: true } && command.Arguments.AsSpan().SequenceEqual(["-f", "-"]);

    /// <summary>Null: there is no library.</summary>
    private async ValueTask<CommandResult?> TryRunAsync(Command command, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        long started = time.GetTimestamp();
        // Never left alone: what was begun is waited for.
        if (await _thread.Value.RunAsync(command.Input!.WriteTo).ConfigureAwait(false) is not { } answer) // IsOurs asked for the input
        {
            if (!_isMissing)
                logger.LibraryMissing();
            _isMissing = true;
            return null;
        }

        TimeSpan elapsed = time.GetElapsedTime(started);
        logger.LibraryDone(command, elapsed.TotalMilliseconds);
        return answer.Refusal is null
            ? new CommandResult("", "", elapsed)
            : throw new CommandFailedException(command, "was refused by libnftables", 1, answer.Refusal);
    }
}
