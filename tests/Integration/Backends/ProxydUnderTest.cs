using Proxier.Core.Building;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Backends;

/// <summary>The real daemon, as a process in the node's namespace, following a folder of manifests.</summary>
public abstract class ProxydUnderTest(string name, string mode) : IBackendUnderTest
{
    private readonly ManifestFolder _folder = new();
    private NetworkTestbed? _bed;
    private GraphArguments? _arguments;
    private NamespaceProgram? _process;
    private int _revision;

    public string Name => name;

    /// <summary>
    /// The process of a case before is kept when the arguments are the same. Otherwise a new one begins with the first objects, so that none
    /// is told to end before it hears signals.
    /// </summary>
    public async Task StartAsync(NetworkTestbed bed, GraphArguments arguments)
    {
        if (_process is not null && arguments == _arguments)
            await ProgramAsync([]);
        else
            await StopAsync();
        (_bed, _arguments) = (bed, arguments);
    }

    public async Task ProgramAsync(IReadOnlyList<Manifest> manifests)
    {
        (NetworkTestbed bed, GraphArguments arguments) = (_bed!, _arguments!); // started
        var canary = new Canary(bed, ++_revision);
        // The folder is read in the order in which files change: when the canary answers, everything before it is programmed.
        _folder.Replace([.. manifests, .. canary.Manifests]);
        NamespaceProgram process = _process ??= Run(bed, Flags(arguments));
        try
        {
            await Eventually.TrueAsync(() => process.HasExited ? Task.FromResult(true) : canary.AnswersAsync(), Patience.Limit, "proxyd does not follow its folder");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{process.Log}");
        }

        if (process.HasExited)
            throw new InvalidOperationException($"proxyd ended:\n{process.Log}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            _folder.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private static NamespaceProgram Run(NetworkTestbed bed, IEnumerable<string> flags)
    {
        string[] words = Programs.UnderTest.Proxyd(flags);
        return NamespaceProgram.Start(bed.NodeNamespace, words[0], words[1..]);
    }

    /// <summary>The daemon leaves its rules when it ends; they are removed as an operator would.</summary>
    private async Task StopAsync()
    {
        if (_process is null)
            return;
        await using NamespaceProgram process = _process;
        _process = null;
        int exitCode = await process.StopAsync(Patience.Limit);
        Assert.True(exitCode == 0, $"proxyd ended with code {exitCode}:\n{process.Log}");
        await using NamespaceProgram cleanup = Run(_bed!, ["--cleanup"]); // it was started in one
        Assert.True(await cleanup.WaitForExitAsync(Patience.Limit) == 0, cleanup.Log);
    }

    private string[] Flags(GraphArguments arguments) =>
    [
        "--manifests", _folder.FolderPath,
        "--proxy-mode", mode,
        "--hostname-override", arguments.NodeName,
        "--cluster-cidr", arguments.ClusterCidr,
        "--min-sync-period", "0s", "--status-socket=",
        // The limit of tracked flows is one for the whole machine.
        "--conntrack-max-per-core", "0",
        "--iptables-masquerade-bit", $"{arguments.MasqueradeBit}",
        .. arguments.MasqueradeAll ? new[] { "--masquerade-all" } : [],
        .. arguments.DetectLocalMode.Length > 0 ? new[] { "--detect-local-mode", arguments.DetectLocalMode } : [],
        .. arguments.BridgeInterface.Length > 0 ? new[] { "--pod-bridge-interface", arguments.BridgeInterface } : [],
        .. arguments.InterfaceNamePrefix.Length > 0 ? new[] { "--pod-interface-name-prefix", arguments.InterfaceNamePrefix } : [],
        .. arguments.NodePortAddresses.IsEmpty ? Array.Empty<string>() : ["--nodeport-addresses", string.Join(',', arguments.NodePortAddresses)],
    ];
}
