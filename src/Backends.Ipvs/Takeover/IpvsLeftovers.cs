using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Backends.Ipvs.Takeover;

/// <summary>
/// What the mode ipvs leaves besides rules: addresses of kube-ipvs0, virtual servers, sets. The first and the last are the record of whose
/// virtual servers these are, so the sets go last; and they only can once no rule names them any more.
/// </summary>
internal sealed class IpvsLeftovers(IpvsRenderer renderer, IpvsHost host) : ILeftoverSource
{
    private const string Servers = "ipvsadm";

    private static readonly IptablesTool NoTool = new(IptablesVariant.Auto, "");

    public string Tool => Servers;

    public async ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel) =>
        mode == ProxyModeWords.Ipvs ? [] : Describe(await LookAsync(family, cancel).ConfigureAwait(false), family);

    public async ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        if (mode == ProxyModeWords.Ipvs)
            return [];
        LeftServers left = await LookAsync(family, cancel).ConfigureAwait(false);
        Script?[] steps =
        [
            left.Bound.Count > 0 ? renderer.Unbind(left.Bound, family) : null,
            renderer.Servers("remove", [.. (left.Servers ?? []).Select(ServerEdit.Remove)]),
            left.IsLinkUnused ? renderer.RemoveLink(family) : null,
            left.Sets.Count > 0 ? renderer.Destroy(left.Sets) : null,
        ];
        await host.RunAsync([.. steps.OfType<Script>()], NoTool, family, cancel).ConfigureAwait(false);
        return Describe(left, family);
    }

    private async ValueTask<LeftServers> LookAsync(IpFamily family, CancellationToken cancel)
    {
        SavedAddresses addresses = await host.FindAddressesAsync(cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, SavedSet> sets = await host.FindSetsAsync(cancel).ConfigureAwait(false);
        string[] names = [.. IpSet.All.Select(set => set.In(family)).Where(sets.ContainsKey).Order(StringComparer.Ordinal)];
        var left = new LeftServers([.. addresses.BoundIn(family).OrderBy(address => address.ToNumber())], [], IsUnused(addresses, family), names);
        if (!addresses.HasLink && names.Length == 0)
            return left;
        if (await host.FindServersAsync(cancel).ConfigureAwait(false) is not { } found)
            return left with { Servers = null };
        var servers = found.Where(server => server.Key.Address.Family() == family).ToDictionary();
        var observed = new Observed(family, addresses.HasLink, addresses.BoundIn(family), addresses.HostIn(family), sets, servers, new SavedRules());
        return left with { Servers = [.. servers.Keys.Where(new Ownership(observed, []).MayRemove).Order()] };
    }

    /// <summary>The link is one for both families.</summary>
    private static bool IsUnused(SavedAddresses addresses, IpFamily family) =>
        addresses.HasLink && Enum.GetValues<IpFamily>().Where(other => other != family).All(other => addresses.BoundIn(other).Count == 0);

    private static List<Leftover> Describe(LeftServers left, IpFamily family)
    {
        var found = new List<Leftover>();
        Add("address", "ip", left.Bound.Select(address => address.ToString()));
        if (left.Servers is null)
            found.Add(Of("virtual server", Servers, ["all"]) with { StaysBecause = $"{Servers} is not installed" });
        Add("virtual server", Servers, (left.Servers ?? []).Select(server => server.ToString()));
        Add("link", "ip", left.IsLinkUnused ? [SavedAddresses.Link] : []);
        Add("set", "ipset", left.Sets);
        return found;

        void Add(string kind, string tool, IEnumerable<string> names)
        {
            if (names.Any())
                found.Add(Of(kind, tool, [.. names]));
        }

        Leftover Of(string kind, string tool, EquatableArray<string> names) => new(ProxyModeWords.Ipvs, tool, family, kind, "", names);
    }
}
