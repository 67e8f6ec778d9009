using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Proxier.Testing.Network;

/// <summary>A program that runs in a namespace until it is told to end, such as the daemon. What it writes is kept. Disposing kills it.</summary>
public sealed partial class NamespaceProgram : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Process _process;

    private NamespaceProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ProcessId => _process.Id;

    /// <summary>Both streams so far, in the order in which their lines came.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>How many lines that is.</summary>
    public int Lines => _lines.Count;

    /// <summary>Whether a line has this part.</summary>
    /// <param name="from">The number of the line to begin with.</param>
    public bool Says(string part, int from = 0) => _lines.Skip(from).Any(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>The prefix replaces itself by the program, so that signals reach it.</summary>
    public static NamespaceProgram Start(NetworkNamespace at, string program, params string[] arguments)
    {
        string[] words = [.. at.CommandPrefix, program, .. arguments];
        var info = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new NamespaceProgram(Process.Start(info)!); // never null without the shell
    }

    /// <summary>Asks it to end, and waits. Returns its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time; the message holds its log.</exception>
    public async Task<int> StopAsync(TimeSpan within)
    {
        _ = Kill(_process.Id, SigTerm); // fails only when it has ended
        return await WaitForExitAsync(within);
    }

    /// <exception cref="TimeoutException">It did not end in time; the message holds its log.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(within);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"It did not end within {within.TotalSeconds:0.#} s:\n{Log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _lines.Enqueue(line.Data);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
