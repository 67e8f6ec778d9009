using System.Runtime.CompilerServices;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Comparing;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Nftables;

namespace Proxier.Backends.Nft.Comparing;

/// <summary>Reads our table.</summary>
internal sealed class NftListing(NftRenderer renderer, ICommandRunner runner) : IKernelListing
{
    private static readonly TableFilter Filter = new(
        place => place.StartsWith($"map {NftNames.AffinityPrefix}", StringComparison.Ordinal), place => place.StartsWith($"chain {NftNames.AppliedPrefix}", StringComparison.Ordinal));

    public IAsyncEnumerable<KernelObject> ListAsync(FamilyGraph desired, CancellationToken cancel) =>
        NftTables.ReadAsync(runner, desired.Family, NftNames.Table, Filter, cancel);

    public async IAsyncEnumerable<KernelObject> ListDesiredAsync(FamilyGraph desired, ICommandRunner scratch, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (Script script in renderer.Render(desired, applied: null).Scripts)
            await scratch.LoadAsync(script, cancel).ConfigureAwait(false);
        await foreach (KernelObject item in NftTables.ReadAsync(scratch, desired.Family, NftNames.Table, Filter, cancel).ConfigureAwait(false))
            yield return item;
    }
}
