using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
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
        SavedAddresses addresses = await host.FindAddressesAsync(cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, SavedSet> sets = await host.FindSetsAsync(cancel).ConfigureAwait(false);
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

    private async ValueTask CleanServersAsync(SavedAddresses addresses, IReadOnlyDictionary<string, SavedSet> sets, CancellationToken cancel)
    {
        if (await host.FindServersAsync(cancel).ConfigureAwait(false) is not { } found)
            return;
        List<ServerEdit> removed = [];
        foreach (IGrouping<IpFamily, KeyValuePair<ServerKey, VirtualServer>> family in found.GroupBy(server => server.Key.Address.Family()))
        {
            var observed = new Observed(family.Key, addresses.HasLink, addresses.BoundIn(family.Key), addresses.HostIn(family.Key), sets, family.ToDictionary(), new SavedRules());
            var ownership = new Ownership(observed, []);
            removed.AddRange(family.Select(server => server.Key).Where(ownership.MayRemove).Order().Select(ServerEdit.Remove));
        }

        if (renderer.Servers("remove", removed) is { } script)
            await host.RunAsync([script], NoTool, IpFamily.IPv4, cancel).ConfigureAwait(false);
    }
}
