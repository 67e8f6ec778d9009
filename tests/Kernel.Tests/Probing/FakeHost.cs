using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Commands;
using Proxier.Core.Probing;
using Proxier.Kernel.Probing;

namespace Proxier.Kernel.Tests.Probing;

/// <summary>A host whose tools answer as recorded, and whose kernel shows itself in a folder.</summary>
internal sealed class FakeHost : ICommandRunner, IProbeGrounds, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proxier-host-").FullName;

    public FakeHost()
    {
        Write("proc/sys/kernel/osrelease", "6.1.0-25-amd64\n");
    }

    /// <summary>What a command says; by default it is content and silent.</summary>
    public Func<Command, CommandResult> Answer { get; set; } = _ => Says("");

    public ProbeGround Ground { get; set; } = new ProbeGround.Scratch(["in-scratch"], new MemoryStream());

    public List<Command> Commands { get; } = [];

    public ProbeGround Open() => Ground;

    public static CommandResult Says(string output) => new(output, "", TimeSpan.Zero);

    public static CommandFailedException Fails(Command command, int code, string error) => new(command, $"ended with code {code}", code, error);

    public static CommandFailedException IsNotInstalled(Command command) => new(command, "was not started", null, "") { IsNotInstalled = true };

    public void Write(string path, string text)
    {
        string full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!); // below our folder
        File.WriteAllText(full, text);
    }

    public void WriteConfig(params string[] lines)
    {
        using var file = new GZipStream(File.Create(Path.Combine(_folder, "proc/config.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines)));
    }

    public async Task<ModeProbeResult> ProbeAsync(string mode)
    {
        ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(this).AddKernel().AddProbing().AddSingleton<IProbeGrounds>(this)
            .Configure<HostPaths>(paths => (paths.Proc, paths.Boot, paths.Modules) = (Path.Combine(_folder, "proc"), Path.Combine(_folder, "boot"), Path.Combine(_folder, "modules")))
            .BuildServiceProvider();
        await using (services)
            return await services.GetServices<IModeProbe>().Single(probe => probe.Mode == mode).ProbeAsync(CancellationToken.None);
    }

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        lock (Commands)
            Commands.Add(command);
        return ValueTask.FromResult(Answer(command));
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
