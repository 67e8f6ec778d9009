using Microsoft.Extensions.Options;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Comparing;

/// <summary>Finds out which tool the redirect rules of this machine were written by, or would be.</summary>
internal sealed class RuleTools(UserspaceRenderer renderer, RuleWriter writer, VariantChooser variants, ICommandRunner runner, IOptions<UserspaceOptions> options)
{
    /// <returns>Null: nft.</returns>
    public async ValueTask<IptablesTool?> FindAsync(FamilyGraph desired, CancellationToken cancel)
    {
        if (options.Value.Rules == RuleTool.Nft || await HasTableAsync(desired.Family, cancel).ConfigureAwait(false))
            return null;
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        if (options.Value.Rules == RuleTool.Iptables || await HasChainsAsync(tool, desired.Family, cancel).ConfigureAwait(false))
            return tool;
        await writer.ChooseAsync(renderer.Replacement(renderer.Render(desired, applied: null, RuleTool.Nft, PortBook.Empty, options.Value.Ports)), cancel).ConfigureAwait(false);
        return writer.Tool == RuleTool.Nft ? null : tool;
    }

    private async ValueTask<bool> HasTableAsync(IpFamily family, CancellationToken cancel)
    {
        try
        {
            return await NftTables.ExistsAsync(runner, family, RuleWriter.Table, cancel).ConfigureAwait(false);
        }
        catch (CommandFailedException failure) when (failure.IsNotInstalled)
        {
            return false;
        }
    }

    private async ValueTask<bool> HasChainsAsync(IptablesTool tool, IpFamily family, CancellationToken cancel) =>
        (await SavedPortals.ReadAsync(runner, tool, family, cancel).ConfigureAwait(false)).Chains.Count > 0;
}
