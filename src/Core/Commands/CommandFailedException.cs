namespace Proxier.Core.Commands;

/// <summary>A program could not be started, refused its input, or did not end in time.</summary>
public sealed class CommandFailedException(Command command, string reason, int? exitCode, string error, Exception? inner = null)
    : ProxyException(error.Length == 0 ? $"{command} {reason}" : $"{command} {reason}: {error.Trim()}", inner)
{
    public Command Command { get; } = command;

    /// <summary>Null when it was never started or was killed.</summary>
    public int? ExitCode { get; } = exitCode;

    /// <summary>The host has no such program.</summary>
    public bool IsNotInstalled { get; init; }

    /// <summary>What it wrote to standard error, at most 64 KiB.</summary>
    public string Error { get; } = error;
}
