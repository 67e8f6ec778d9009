using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Nftables;

namespace Proxier.Backends.Userspace.Comparing;

/// <summary>Reads the redirect rules, by whichever tool wrote them. Proxies are of the daemon, and are not looked at.</summary>
internal sealed class PortalListing(UserspaceRenderer renderer, RuleTools tools, ICommandRunner runner, IOptions<UserspaceOptions> options) : IKernelListing
{
    private static readonly RuleListing Rules = new((_, chain) => IptablesChains.Tables.Any(table => table.Chains.Contains(chain)));

    public async IAsyncEnumerable<KernelObject> ListAsync(FamilyGraph desired, [EnumeratorCancellation] CancellationToken cancel)
    {
        IptablesTool? iptables = await tools.FindAsync(desired, cancel).ConfigureAwait(false);
        await foreach (KernelObject item in ReadAsync(runner, iptables, desired, cancel).ConfigureAwait(false))
            yield return item;
    }

    /// <summary>A proxy keeps the port that the rules of now name: which one it got depends on what else there was then.</summary>
    public async IAsyncEnumerable<KernelObject> ListDesiredAsync(FamilyGraph desired, ICommandRunner scratch, [EnumeratorCancellation] CancellationToken cancel)
    {
        IptablesTool? iptables = await tools.FindAsync(desired, cancel).ConfigureAwait(false);
        var present = new ListedPorts();
        await foreach (KernelObject item in ReadAsync(runner, iptables, desired, cancel).ConfigureAwait(false))
            present.Add(item);
        PortBook book = present.BookOf(PortalPlan.Of(desired, PortBook.Empty, options.Value.Ports).Lanes.Select(lane => lane.Name));
        foreach (Script script in renderer.Render(desired, applied: null, iptables is null ? RuleTool.Nft : RuleTool.Iptables, book, options.Value.Ports).Scripts)
            await scratch.LoadAsync(iptables is null ? script : script with { Program = iptables.Restore(desired.Family) }, cancel).ConfigureAwait(false);
        await foreach (KernelObject item in ReadAsync(scratch, iptables, desired, cancel).ConfigureAwait(false))
            yield return item;
    }

    /// <param name="iptables">Null: nft.</param>
    private static IAsyncEnumerable<KernelObject> ReadAsync(ICommandRunner from, IptablesTool? iptables, FamilyGraph desired, CancellationToken cancel) => iptables is null
        ? NftTables.ReadAsync(from, desired.Family, RuleWriter.Table, TableFilter.None, cancel)
        : Rules.ReadAsync(from, iptables, desired.Family, cancel);
}
