using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Core.Nftables;

/// <summary>What more than one backend asks of nft.</summary>
public static class NftTables
{
    /// <summary>The name of a family of tables.</summary>
    public static string Word(IpFamily family) => family == IpFamily.IPv4 ? "ip" : "ip6";

    /// <summary>Whether there is such a table. Lists names only, so it is quick at any size.</summary>
    /// <param name="runner">Runs nft.</param>
    /// <param name="family">Of the table.</param>
    /// <param name="table">Its name.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="CommandFailedException">nft is not installed, or may not look.</exception>
    public static async ValueTask<bool> ExistsAsync(ICommandRunner runner, IpFamily family, string table, CancellationToken cancel)
    {
        CommandResult tables = await runner.RunAsync(new Command("nft", ["list", "tables", Word(family)]), cancel).ConfigureAwait(false);
        return tables.Output.Split('\n').Contains($"table {Word(family)} {table}");
    }
}
