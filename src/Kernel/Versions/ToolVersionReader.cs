using Microsoft.Extensions.Options;
using Proxier.Core;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Versions;

/// <summary>Asks each tool for its version, all at the same time.</summary>
public sealed class ToolVersionReader(ICommandRunner runner, IOptions<HostPaths> paths)
{
    public static EquatableArray<string> Tools { get; } = ["nft", "iptables", "ip6tables", "conntrack", "ipset", "ipvsadm"];

    /// <summary>A tool that is missing or does not work is part of the answer, not a failure.</summary>
    /// <exception cref="IOException">/proc is not mounted.</exception>
    public async ValueTask<ToolVersions> ReadAsync(CancellationToken cancel)
    {
        string release = await File.ReadAllTextAsync(Path.Combine(paths.Value.Proc, "sys/kernel/osrelease"), cancel).ConfigureAwait(false);
        ToolVersion[] tools = await Task.WhenAll(Tools.Select(tool => ReadAsync(tool, cancel))).ConfigureAwait(false);
        return new ToolVersions(KernelRelease.Parse(release.Trim()), tools.ToEquatableArray());
    }

    private async Task<ToolVersion> ReadAsync(string tool, CancellationToken cancel)
    {
        try
        {
            CommandResult result = await runner.RunAsync(new Command(tool, ["--version"]), cancel).ConfigureAwait(false);
            return ToolVersion.Parse(tool, result.Output);
        }
        catch (CommandFailedException e)
        {
            return ToolVersion.Failed(tool, e);
        }
    }
}
