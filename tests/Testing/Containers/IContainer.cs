namespace Proxier.Testing.Containers;

/// <summary>A container. Disposing removes it, also while it runs.</summary>
public interface IContainer : IAsyncDisposable
{
    /// <summary>Empty before the first start.</summary>
    string Id { get; }

    /// <summary>On the bridge, since the last start; empty without one.</summary>
    string IpAddress { get; }

    /// <summary>Of its first process, as the host counts, since the last start.</summary>
    int ProcessId { get; }

    /// <summary>Creates it unless it is there, starts it, and waits as its strategy says.</summary>
    /// <exception cref="DockerException">Docker refused, or it ended meanwhile.</exception>
    /// <exception cref="TimeoutException">It runs, but did not become ready; the message holds its log.</exception>
    Task StartAsync(CancellationToken cancel = default);

    /// <summary>Asks it to end. Docker kills it after 10 s.</summary>
    Task StopAsync(CancellationToken cancel = default);

    /// <summary>Ends it without asking.</summary>
    Task KillAsync(CancellationToken cancel = default);

    Task<bool> IsRunningAsync(CancellationToken cancel = default);

    /// <summary>Waits for its end. Returns its exit code.</summary>
    Task<long> WaitForExitAsync(CancellationToken cancel = default);

    Task<ExecResult> ExecAsync(IList<string> command, CancellationToken cancel = default);

    /// <summary>Both streams from its first start on, each in the order in which it was written.</summary>
    Task<(string Stdout, string Stderr)> GetLogsAsync(CancellationToken cancel = default);

    /// <summary>Writes a file into it.</summary>
    Task CopyAsync(byte[] content, string path, CancellationToken cancel = default);
}
