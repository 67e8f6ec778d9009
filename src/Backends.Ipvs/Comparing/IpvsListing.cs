using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Explaining;
using Proxier.Backends.Ipvs.Host;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Comparing;

/// <summary>
/// Lists what an apply would compare, in one set of words: virtual servers, sets and addresses, as they are read and as they are wanted. Only
/// the rules, which no version of iptables prints like another, are loaded to be compared.
/// </summary>
internal sealed class IpvsListing(IpvsRenderer renderer, IpvsHost host, VariantChooser variants, ICommandRunner runner, IOptions<IpvsOptions> options) : IKernelListing
{
    private static readonly RuleListing Rules = new(IsOurs);

    public async IAsyncEnumerable<KernelObject> ListAsync(FamilyGraph desired, [EnumeratorCancellation] CancellationToken cancel)
    {
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        Observed observed = await host.ObserveAsync(desired.Family, tool, cancel).ConfigureAwait(false);
        foreach (KernelObject item in Present(observed, renderer.Describe(desired, observed.Host)))
            yield return item;
        await foreach (KernelObject item in Rules.ReadAsync(runner, tool, desired.Family, cancel).ConfigureAwait(false))
            yield return item;
    }

    public async IAsyncEnumerable<KernelObject> ListDesiredAsync(FamilyGraph desired, ICommandRunner scratch, [EnumeratorCancellation] CancellationToken cancel)
    {
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        HostAddresses addresses = (await host.ReadAddressesAsync(cancel).ConfigureAwait(false)).HostIn(desired.Family);
        Desired wanted = renderer.Describe(desired, addresses);
        foreach (KernelObject item in Wanted(wanted))
            yield return item;
        // Rules need the sets that they name; what is in those does not matter.
        var empty = new IpvsChange { NewSets = IpSet.All, HasRules = true };
        await new IpvsHost(scratch).RunAsync(renderer.ScriptsOf(empty, wanted.Frame, RuleChains.Hooks), tool, desired.Family, cancel).ConfigureAwait(false);
        await foreach (KernelObject item in Rules.ReadAsync(scratch, tool, desired.Family, cancel).ConfigureAwait(false))
            yield return item;
    }

    /// <summary>Neither what is of others, nor endpoints that stay for their connections.</summary>
    private IEnumerable<KernelObject> Present(Observed observed, Desired wanted)
    {
        var present = PresentServers.Of(observed, wanted.Content, options.Value.ExcludeCidrs);
        IReadOnlySet<IPAddress> addresses = wanted.Content.Addresses;
        IEnumerable<IPAddress> bound = observed.Bound.Where(address => addresses.Contains(address) || present.Ownership.MayRemove(address));
        IEnumerable<(IpSet, string)> sets = IpSet.All.Where(set => observed.Sets.ContainsKey(set.In(observed.Family))).Select(set => (set, observed.Sets[set.In(observed.Family)].Type));
        return List(new KernelObjects(renderer, observed.Family), observed.HasLink, bound, sets, observed.Entries, present.Servers.Values);
    }

    private IEnumerable<KernelObject> Wanted(Desired wanted) => List(
        new KernelObjects(renderer, wanted.Graph.Family), true, wanted.Content.Addresses, IpSet.All.Select(set => (set, set.Type)), wanted.Content.Entries.Keys, wanted.Content.Servers.Values);

    private static IEnumerable<KernelObject> List(
        KernelObjects objects, bool hasLink, IEnumerable<IPAddress> bound, IEnumerable<(IpSet Set, string Type)> sets, IEnumerable<SetEntry> entries, IEnumerable<VirtualServer> servers) =>
    [
        .. hasLink ? (KernelObject[])[KernelObjects.Link] : [],
        .. bound.Select(KernelObjects.Of),
        .. sets.Select(set => objects.Of(set.Set, set.Type)),
        .. entries.Select(objects.Of),
        .. servers.OrderBy(server => server.Key).SelectMany(objects.Of),
    ];

    /// <summary>Not the chain that only says which state this is.</summary>
    private static bool IsOurs(string table, string chain) =>
        chain != KubeChains.State && RuleChains.Own.TryGetValue(table, out IReadOnlyList<string>? own) && (own.Contains(chain) || RuleChains.Shared[table].Contains(chain));
}
