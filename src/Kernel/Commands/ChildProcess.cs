using System.ComponentModel;
using System.Diagnostics;
using Proxier.Core;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Commands;

/// <summary>A started program whose input is being written and whose standard error is being read. Disposing kills what still runs.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MaxErrorBytes = 64 << 10;

    /// <summary>A killed process in an uninterruptible system call does not die; nobody may wait for it for ever.</summary>
    private static readonly TimeSpan DeathWait = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly CapturedText _error;

    private ChildProcess(Process process, Command command)
    {
        _process = process;
        _error = new CapturedText(process.StandardError.BaseStream, MaxErrorBytes);
        ErrorRead = _error.ReadAsync(stopWhenFull: false, CancellationToken.None);
        var input = new ChildInput(process.StandardInput.BaseStream);
        InputWritten = Task.Factory.StartNew(() => input.WriteAll(command.Input), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    public Task InputWritten { get; }

    public Task ErrorRead { get; }

    /// <summary>What came on standard error so far.</summary>
    public string Error => _error.ToString();

    /// <exception cref="CommandFailedException">There is no such program, or the kernel would not start it.</exception>
    public static ChildProcess Start(Command command, EquatableArray<string> prefix)
    {
        string searchPath = Environment.GetEnvironmentVariable("PATH") ?? "";
        string[] words = [.. prefix, command.Program];
        foreach (string program in new[] { words[0], command.Program })
        {
            if (ProgramPath.Find(program, searchPath) is null)
                throw new CommandFailedException(command, $"was not started: there is no program '{program}' in PATH ({searchPath})", null, "") { IsNotInstalled = true };
        }

        try
        {
            Process process = Process.Start(StartInfo([.. words, .. command.Arguments], command.Environment, searchPath))!; // never null without the shell
            return new ChildProcess(process, command);
        }
        catch (Win32Exception e)
        {
            throw new CommandFailedException(command, $"was not started: {e.Message}", null, "", e);
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Kills it and its descendants, and waits a bounded time. False: it is still there.</summary>
    public async Task<bool> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        try
        {
            await Task.WhenAll(_process.WaitForExitAsync(), ErrorRead).WaitAsync(DeathWait).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync().ConfigureAwait(false);
        // Process leaves pipes that were asked for to the garbage collector: a daemon would run out of file descriptors before it comes.
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
        // A text that fails after the process is gone has nobody left to tell; observe it.
        _ = InputWritten.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private static ProcessStartInfo StartInfo(string[] words, EquatableArray<EnvironmentVariable> variables, string searchPath)
    {
        var info = new ProcessStartInfo(ProgramPath.Find(words[0], searchPath)!, words.Skip(1)) // found by the caller
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["LC_ALL"] = "C"; // messages are parsed, and read in bug reports
        foreach (EnvironmentVariable variable in variables)
            info.Environment[variable.Name] = variable.Value;
        return info;
    }
}
