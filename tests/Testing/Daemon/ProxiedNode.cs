using System.Globalization;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>A testbed whose node has the real daemon, as a process that follows a folder of manifests or an API server.</summary>
public sealed class ProxiedNode : IAsyncDisposable
{
    private readonly Programs _programs;
    private NamespaceProgram? _daemon;
    private int _revision;

    private ProxiedNode(NetworkTestbed bed, Programs programs, IObjectPlace objects) => (Bed, _programs, Objects) = (bed, programs, objects);

    public NetworkTestbed Bed { get; }

    public IObjectPlace Objects { get; }

    /// <summary>Where that is what the daemon follows.</summary>
    public ManifestFolder Folder => (ManifestFolder)Objects;

    /// <summary>Of the environment of those that are started, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    /// <summary>What the next one is started with.</summary>
    public string Mode { get; set; } = "nftables";

    /// <summary>The last one that was started.</summary>
    public NamespaceProgram Daemon => _daemon ?? throw new InvalidOperationException("Not started.");

    private static IReadOnlyList<Manifest> Always { get; } = [NodeManifest.OfTestbed, new ServiceCidrManifest("kubernetes", Plan.ServiceCidrs.Split(','))];

    /// <summary>Makes the testbed; the daemon does not run yet.</summary>
    public static async Task<ProxiedNode> CreateAsync(Programs programs, int pods = 3, int otherPods = 2)
    {
        var node = new ProxiedNode(await NetworkTestbed.CreateAsync(pods, otherPods), programs, new ManifestFolder());
        node.Write([.. Always]);
        return node;
    }

    /// <summary>The same, with a daemon that follows a test API server on the other node and soon notices what is wrong with it.</summary>
    public static async Task<(ProxiedNode Node, ApiServerPlace Cluster)> CreateWithApiServerAsync(Programs programs, int pods = 3, int otherPods = 2)
    {
        NetworkTestbed bed = await NetworkTestbed.CreateAsync(pods, otherPods);
        try
        {
            ApiServerPlace cluster = await ApiServerPlace.StartAsync(bed);
            var node = new ProxiedNode(bed, programs, cluster) { Variables = ["HTTP2_READ_IDLE_TIMEOUT_SECONDS=1", "HTTP2_PING_TIMEOUT_SECONDS=1"] };
            node.Write([.. Always]);
            return (node, cluster);
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <param name="more">Flags besides those that the testbed needs.</param>
    public void Start(params string[] more) => _daemon = Launch(more);

    /// <summary>Another one beside <see cref="Daemon"/>; the caller disposes it.</summary>
    public NamespaceProgram Launch(params string[] more)
    {
        string[] words = _programs.Proxyd([
            .. Objects.Flags, "--proxy-mode", Mode, "--hostname-override", Plan.NodeName, "--cluster-cidr", Plan.ClusterCidrs,
            // The limit of tracked flows is one for the whole machine.
            "--min-sync-period", "0s", "--status-socket=", "--conntrack-max-per-core", "0", .. more,
        ]);
        return NamespaceProgram.Start(Bed.NodeNamespace, "env", [.. Variables, .. words]);
    }

    /// <summary>Ends it as the system does. Returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await using NamespaceProgram daemon = Daemon;
        _daemon = null;
        return await daemon.StopAsync(Patience.Limit);
    }

    /// <summary>Starts it anew in another mode, and returns when the rules of the mode before are gone.</summary>
    public async Task SwitchAsync(string mode)
    {
        string before = Mode;
        Mode = mode;
        await StopAsync();
        Start();
        await UntilAsync(() => Task.FromResult(Daemon.Log.Contains($"No rules of proxy mode {before} are left", StringComparison.Ordinal)), Patience.Limit, $"the rules of {before} stay");
    }

    /// <summary>Runs it once with these flags alone. Returns its exit code.</summary>
    public async Task<int> RunAsync(params string[] flags)
    {
        string[] words = _programs.Proxyd(flags);
        await using NamespaceProgram program = NamespaceProgram.Start(Bed.NodeNamespace, words[0], words[1..]);
        return await program.WaitForExitAsync(Patience.Limit);
    }

    /// <summary>Writes or replaces these objects, in this order.</summary>
    public void Write(params IEnumerable<Manifest> manifests)
    {
        foreach (Manifest manifest in manifests)
            Objects.Set(manifest);
    }

    /// <summary>The same, and returns when the node follows.</summary>
    public Task ProgramAsync(params IEnumerable<Manifest> manifests)
    {
        Write(manifests);
        return SettleAsync();
    }

    /// <summary>
    /// Returns when everything that is written now is in the kernel: a folder is read in the order in which files change, and Services and
    /// slices come from an API server in the order in which they changed, or from lists in which the canary is the last one.
    /// </summary>
    public async Task SettleAsync()
    {
        var canary = new Canary(Bed, ++_revision);
        Write(canary.Manifests);
        await UntilAsync(canary.AnswersAsync, Patience.Limit, "the daemon does not follow");
    }

    /// <summary>Returns when the daemon has looked at the rules of both families and written them, or found them as they should be.</summary>
    public Task InForceAsync(TimeSpan within) => UntilAsync(
        () => Task.FromResult(Enum.GetValues<IpFamily>().All(family => IsInForce(Daemon.Log, family))), within, "the daemon does not say that the rules are in force");

    /// <summary>Waits for something that the daemon brings about; what it wrote is in the message when it does not.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, TimeSpan within, string otherwise)
    {
        try
        {
            await Eventually.TrueAsync(async () => Daemon.HasExited || await condition(), within, otherwise);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{Daemon.Log}");
        }

        if (Daemon.HasExited)
            throw new InvalidOperationException($"The daemon ended:\n{Daemon.Log}");
    }

    /// <summary>Resident memory of the daemon in MiB: now, and the most so far.</summary>
    public (double Now, double Most) MemoryMiB()
    {
        Dictionary<string, string> status = File.ReadLines($"/proc/{Daemon.ProcessId}/status").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return (MiB(status["VmRSS"]), MiB(status["VmHWM"]));
    }

    /// <summary>Of the daemon so far, without the programs that it ran.</summary>
    public TimeSpan ProcessorTime()
    {
        using var process = System.Diagnostics.Process.GetProcessById(Daemon.ProcessId);
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        await Objects.DisposeAsync();
        await Bed.DisposeAsync();
    }

    private static bool IsInForce(string log, IpFamily family) =>
        log.Contains($"{family}: revision", StringComparison.Ordinal) || log.Contains($"{family}: the kernel already holds", StringComparison.Ordinal);

    private static double MiB(string kilobytes) => int.Parse(kilobytes.Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0;
}
