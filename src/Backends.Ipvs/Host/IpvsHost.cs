using Proxier.Backends.Ipvs.Servers;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Asks this host's tools and has them write. Each call has a time limit, so that one that hangs does not stop the rest (kubernetes#71071).</summary>
internal sealed class IpvsHost(ICommandRunner runner)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int MaxOutputBytes = 256 << 20;

    /// <summary>What ipvsadm (1.31) says on a kernel without IPVS.</summary>
    private const string NoIpvs = "Protocol not available";

    /// <exception cref="CommandFailedException">A tool is missing, or cannot read what the kernel holds.</exception>
    public async ValueTask<Observed> ObserveAsync(IpFamily family, IptablesTool tool, CancellationToken cancel)
    {
        SavedAddresses addresses = await ReadAddressesAsync(cancel).ConfigureAwait(false);
        return new Observed(
            family, addresses.HasLink, addresses.BoundIn(family), addresses.HostIn(family), await ReadSetsAsync(cancel).ConfigureAwait(false),
            SavedServers.Parse(await ReadAsync("ipvsadm", ["-S", "-n"], cancel).ConfigureAwait(false)).Where(server => server.Key.Address.Family() == family).ToDictionary(),
            await ReadRulesAsync(tool, family, cancel).ConfigureAwait(false));
    }

    public async ValueTask<SavedAddresses> ReadAddressesAsync(CancellationToken cancel) =>
        SavedAddresses.Parse(await ReadAsync("ip", ["-j", "address", "show"], cancel).ConfigureAwait(false));

    public async ValueTask<IReadOnlyDictionary<string, SavedSet>> ReadSetsAsync(CancellationToken cancel) =>
        SavedSets.Parse(await ReadAsync("ipset", ["save"], cancel).ConfigureAwait(false));

    /// <summary>For removal: a host without ip has no kube-ipvs0.</summary>
    public async ValueTask<SavedAddresses> FindAddressesAsync(CancellationToken cancel) =>
        await IfInstalledAsync(ReadAddressesAsync(cancel)).ConfigureAwait(false) ?? SavedAddresses.Parse("");

    /// <summary>For removal: a host without ipset has no sets.</summary>
    public async ValueTask<IReadOnlyDictionary<string, SavedSet>> FindSetsAsync(CancellationToken cancel) =>
        await IfInstalledAsync(ReadSetsAsync(cancel)).ConfigureAwait(false) ?? new Dictionary<string, SavedSet>();

    /// <summary>
    /// For removal: all virtual servers of both families; null where ipvsadm is not installed, so that nobody can tell. Loads the module, so
    /// only to be asked where something of the mode was found.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<ServerKey, VirtualServer>?> FindServersAsync(CancellationToken cancel)
    {
        try
        {
            string? saved = await IfInstalledAsync(ReadAsync("ipvsadm", ["-S", "-n"], cancel)).ConfigureAwait(false);
            return saved is null ? null : SavedServers.Parse(saved);
        }
        catch (CommandFailedException failure) when (failure.Error.Contains(NoIpvs, StringComparison.Ordinal))
        {
            return new Dictionary<ServerKey, VirtualServer>();
        }
    }

    public async ValueTask<SavedRules> ReadRulesAsync(IptablesTool tool, IpFamily family, CancellationToken cancel) =>
        SavedRules.Parse(await ReadAsync(tool.Save(family), [], cancel).ConfigureAwait(false));

    public async ValueTask<string> ReadAsync(string program, string[] arguments, CancellationToken cancel) =>
        (await runner.RunAsync(new Command(program, [.. arguments]) { Timeout = Patience, MaxOutputBytes = MaxOutputBytes }, cancel).ConfigureAwait(false)).Output;

    /// <param name="tool">Which iptables runs scripts for iptables-restore.</param>
    public async ValueTask RunAsync(IReadOnlyList<Script> scripts, IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        foreach (Script script in scripts)
            await RunAsync(script, tool, family, cancel).ConfigureAwait(false);
    }

    private static async ValueTask<T?> IfInstalledAsync<T>(ValueTask<T> read)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (CommandFailedException failure) when (failure.IsNotInstalled)
        {
            return null;
        }
    }

    /// <summary>Of many lines, ipvsadm's exit code is that of the last one (1.31); what it refuses before, it only writes to standard error.</summary>
    private async ValueTask RunAsync(Script script, IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        string program = script.Program.EndsWith("tables-restore", StringComparison.Ordinal) ? tool.Restore(family) : script.Program;
        var command = new Command(program, script.Arguments) { Input = script.Text, Timeout = Patience };
        CommandResult result = await runner.RunAsync(command, cancel).ConfigureAwait(false);
        if (program == "ipvsadm" && !string.IsNullOrWhiteSpace(result.Error))
            throw new CommandFailedException(command, $"refused a line of '{script.Purpose}'", 0, result.Error);
    }
}
