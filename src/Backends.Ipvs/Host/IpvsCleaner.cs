using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>
/// Removes everything of the ipvs mode, ours and kube-proxy's, whose names are the same; nothing of others. First the address, so that
/// nothing leads to a virtual server that is going.
/// </summary>
internal sealed class IpvsCleaner(IpvsRenderer renderer, IpvsHost host, VariantChooser variants)
{
    private static readonly IptablesTool NoTool = new(IptablesVariant.Auto, "");

    public async ValueTask CleanAsync(CancellationToken cancel)
    {
        SavedAddresses addresses = await host.ReadAddressesAsync(cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, SavedSet> sets = await IfInstalledAsync(host.ReadSetsAsync(cancel)).ConfigureAwait(false) ?? new Dictionary<string, SavedSet>();
        string[] ours = [.. from family in Enum.GetValues<IpFamily>() from set in IpSet.All let name = set.In(family) where sets.ContainsKey(name) select name];
        if (addresses.HasLink)
            await host.RunAsync([renderer.RemoveLink(IpFamily.IPv4)], NoTool, IpFamily.IPv4, cancel).ConfigureAwait(false);
        if (addresses.HasLink || ours.Length > 0)
            await CleanServersAsync(addresses, sets, cancel).ConfigureAwait(false);
        foreach (IptablesTool tool in await variants.ReadInstalledAsync(cancel).ConfigureAwait(false))
        {
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                await CleanRulesAsync(tool, family, cancel).ConfigureAwait(false);
        }

        if (ours.Length > 0)
            await host.RunAsync([renderer.Destroy(ours)], NoTool, IpFamily.IPv4, cancel).ConfigureAwait(false);
    }

    public async ValueTask CleanRulesAsync(IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        SavedRules saved = await host.ReadRulesAsync(tool, family, cancel).ConfigureAwait(false);
        TidyView removal = RuleRemoval.Of(saved);
        if (removal.Tables.Count > 0)
            await host.RunAsync([renderer.Tidy(family, removal)], tool, family, cancel).ConfigureAwait(false);
    }

    /// <summary>Reading virtual servers would load the module, so it is only done where something of ours was found.</summary>
    private async ValueTask CleanServersAsync(SavedAddresses addresses, IReadOnlyDictionary<string, SavedSet> sets, CancellationToken cancel)
    {
        if (await IfInstalledAsync(host.ReadAsync("ipvsadm", ["-S", "-n"], cancel)).ConfigureAwait(false) is not { } saved)
            return;
        List<ServerEdit> removed = [];
        foreach (IGrouping<IpFamily, KeyValuePair<ServerKey, VirtualServer>> family in SavedServers.Parse(saved).GroupBy(server => server.Key.Address.Family()))
        {
            var observed = new Observed(family.Key, addresses.HasLink, addresses.BoundIn(family.Key), addresses.HostIn(family.Key), sets, family.ToDictionary(), new SavedRules());
            var ownership = new Ownership(observed, []);
            removed.AddRange(family.Select(server => server.Key).Where(ownership.MayRemove).Order().Select(ServerEdit.Remove));
        }

        if (renderer.Servers("remove", removed) is { } script)
            await host.RunAsync([script], NoTool, IpFamily.IPv4, cancel).ConfigureAwait(false);
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
}
