using System.Diagnostics;

namespace Proxier.Testing.Containers;

/// <summary>
/// Docker for as long as this lives: the daemon that runs, otherwise one of our own in a network namespace of its own. It belongs to a script
/// that reads from us: once we are gone, in any way, it removes our containers and that daemon.
/// </summary>
public sealed class DockerDaemon : IAsyncDisposable
{
    private const string Script = "eng/with-docker.sh";

    private readonly Process _script;

    private DockerDaemon(Process script) => _script = script;

    /// <summary>Sets DOCKER_HOST and PROXIER_SESSION in the environment of this process.</summary>
    /// <exception cref="DockerException">There is no Docker, and none could be started.</exception>
    public static async Task<DockerDaemon> StartAsync()
    {
        // In a session of its own: what ends our whole process group does not end it.
        var info = new ProcessStartInfo("setsid", [Repository.PathOf(Script), "sh", "-c", "echo \"$DOCKER_HOST $PROXIER_SESSION\"; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process script = Process.Start(info)!; // never null without the shell
        string? line = await script.StandardOutput.ReadLineAsync();
        if (line?.Split(' ') is not [{ } host, { } session])
            throw new DockerException(await script.StandardError.ReadToEndAsync());
        Environment.SetEnvironmentVariable("DOCKER_HOST", host);
        Environment.SetEnvironmentVariable("PROXIER_SESSION", session);
        return new DockerDaemon(script);
    }

    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
    }
}
