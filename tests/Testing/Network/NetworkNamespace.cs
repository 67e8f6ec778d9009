using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Kernel.Commands;

namespace Proxier.Testing.Network;

/// <summary>A network namespace made by <c>ip netns add</c>, or that of a process: a place for sockets and programs.</summary>
public sealed class NetworkNamespace : IDisposable
{
    private const int FirstClientPort = 32768;
    private const int ClientPorts = 28000;

    private readonly NamespaceThread _thread;
    private readonly string _path;
    private int _clientPorts;

    /// <summary>
    /// One file locks iptables-legacy on the whole machine, whatever its network namespace (iptables-restore(8), XTABLES_LOCKFILE). What this
    /// process starts takes a file of its own, and waits for nobody else's restore of minutes.
    /// </summary>
    static NetworkNamespace()
    {
        string xtablesLock = Path.Combine(Path.GetTempPath(), $"proxier-xtables-{Environment.ProcessId}.lock");
        Environment.SetEnvironmentVariable("XTABLES_LOCKFILE", xtablesLock);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(xtablesLock);
    }

    /// <summary>The namespace must exist.</summary>
    public NetworkNamespace(string name)
        : this(name, $"/run/netns/{name}")
    {
    }

    private NetworkNamespace(string name, string path)
    {
        (Name, _path) = (name, path);
        _thread = new NamespaceThread(name, path);
        Runner = RunnerWith(CommandPrefix);
    }

    /// <summary>As <c>ip netns</c> lists it.</summary>
    public string Name { get; }

    /// <summary>The one that a process is in, such as the first of a container. It is kept in being until this is disposed.</summary>
    public static NetworkNamespace OfProcess(int id, string name) => new(name, $"/proc/{id}/ns/net");

    /// <summary>Runs a program here. <c>nsenter</c> rather than <c>ip netns exec</c>: no new mount namespace, three times as fast.</summary>
    public EquatableArray<string> CommandPrefix => ["nsenter", $"--net={_path}", "--"];

    /// <summary>Runs programs inside this namespace.</summary>
    public ICommandRunner Runner { get; }

    /// <summary>
    /// A port for one client socket, used by none before it. A port of the kernel's choice may be that of an earlier UDP flow, which
    /// conntrack remembers for two minutes together with its endpoint.
    /// </summary>
    internal int NextClientPort() => FirstClientPort + Interlocked.Increment(ref _clientPorts) % ClientPorts;

    public Task<Socket> OpenSocketAsync(AddressFamily family, SocketType type) =>
        EnterAsync(() => new Socket(family, type, ProtocolType.Unspecified));

    /// <summary>Does something on a thread of this namespace: what it opens belongs to it.</summary>
    public async Task<T> EnterAsync<T>(Func<T> work)
    {
        await _thread.Entered;
        return await _thread.RunAsync(work);
    }

    /// <summary>Moves the calling thread here, for the rest of its life.</summary>
    public void Join() => NamespaceThread.Enter($"/run/netns/{Name}");

    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        CommandResult result = await Runner.RunAsync(new Command(program, [.. arguments]) { Timeout = Patience.Limit * 2 }, CancellationToken.None);
        return result.Output;
    }

    /// <summary>Runs lines of <c>ip -batch</c> here.</summary>
    /// <param name="options">Of <c>ip</c> itself, such as <c>-6</c>: a line cannot have them.</param>
    public Task ConfigureAsync(IEnumerable<string> lines, params string[] options) => IpBatch.RunAsync(Runner, lines, options);

    /// <summary>Sets kernel settings below <c>/proc/sys</c>, which show the namespace of the thread that opens them.</summary>
    public Task SetSysctlsAsync(IEnumerable<(string Name, string Value)> settings) => EnterAsync(() =>
    {
        foreach ((string name, string value) in settings)
            File.WriteAllText($"/proc/sys/{name}", value);
        return true;
    });

    /// <summary>The text of a file below <c>/proc/net</c> as this namespace shows it.</summary>
    public Task<string> ReadProcNetAsync(string name) => EnterAsync(() => File.ReadAllText($"/proc/thread-self/net/{name}"));

    public void Dispose() => _thread.Dispose();

    public static ICommandRunner RunnerWith(EquatableArray<string> prefix) =>
        new CommandRunner(Options.Create(new CommandRunnerOptions { CommandPrefix = prefix }), TimeProvider.System, NullLogger<CommandRunner>.Instance);
}
