using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Backends.Nft.Takeover;

/// <summary>The tables <c>ip kube-proxy</c> and <c>ip6 kube-proxy</c>: upstream documents them as its own, to be deleted whole.</summary>
internal sealed class NftLeftovers(ICommandRunner runner) : ILeftoverSource
{
    private const string Table = "kube-proxy";

    /// <summary>A table with a chain for each of 40,000 services takes the kernel minutes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Tool => "nft";

    public async ValueTask<IReadOnlyList<Leftover>> FindAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        try
        {
            return await NftTables.ExistsAsync(runner, family, Table, cancel)
                ? [new Leftover(ProxyModeWords.Nftables, Tool, family, "table", "", [$"{NftNames.Word(family)} {Table}"])]
                : [];
        }
        catch (CommandFailedException failure) when (failure.IsNotInstalled)
        {
            return [];
        }
    }

    public async ValueTask<IReadOnlyList<Leftover>> RemoveAsync(string mode, IpFamily family, CancellationToken cancel)
    {
        IReadOnlyList<Leftover> found = await FindAsync(mode, family, cancel);
        if (found.Count > 0)
            await runner.RunAsync(new Command("nft", ["delete", "table", NftNames.Word(family), Table]) { Timeout = Patience }, cancel);
        return found;
    }
}
