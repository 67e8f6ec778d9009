using System.Diagnostics;
using System.Runtime.InteropServices;
using Proxier.Testing;
using Proxier.Testing.Containers;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>eng/with-docker.sh leaves no container behind, however the one who made it ended.</summary>
[Collection(DockerCollection.Name)]
public sealed partial class SessionTests
{
    private const int SigInt = 2;
    private const int SigKill = 9;

    [NetnsFact]
    public async Task After_Ctrl_C_no_container_is_left()
    {
        using Process script = Start();
        string session = await MakeContainerAsync(script);

        Assert.Equal(0, Kill(script.Id, SigInt));
        await script.WaitForExitAsync().WaitAsync(Patience.Limit);

        Assert.Equal(130, script.ExitCode);
        Assert.Empty(await DockerEngine.Current.ContainersOfAsync(session));
    }

    [NetnsFact]
    public async Task After_the_command_was_killed_no_container_is_left()
    {
        using Process script = Start();
        string session = await MakeContainerAsync(script);
        int command = int.Parse(await script.StandardOutput.ReadLineAsync() ?? "", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(0, Kill(command, SigKill));
        await script.WaitForExitAsync().WaitAsync(Patience.Limit);

        Assert.Equal(128 + SigKill, script.ExitCode);
        Assert.Empty(await DockerEngine.Current.ContainersOfAsync(session));
    }

    /// <summary>Its command names its session, and itself, and waits. Who started us may have us ignore SIGINT, which is inherited.</summary>
    private static Process Start()
    {
        var info = new ProcessStartInfo("env", ["--default-signal=INT", Repository.PathOf("eng/with-docker.sh"), "sh", "-c", "echo $PROXIER_SESSION; echo $$; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(info)!; // never null without the shell
    }

    /// <summary>Returns the session that it belongs to.</summary>
    private static async Task<string> MakeContainerAsync(Process script)
    {
        string session = await script.StandardOutput.ReadLineAsync() ?? "";
        IContainer container = new ContainerBuilder().WithImage(Docker.Image).WithEntrypoint("sleep", "infinity").WithLabel(DockerEngine.SessionLabel, session).Build();
        await container.StartAsync();
        Assert.Equal([container.Id], await DockerEngine.Current.ContainersOfAsync(session));
        return session;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
