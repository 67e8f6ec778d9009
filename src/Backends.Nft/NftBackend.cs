using Microsoft.Extensions.Logging;
using Proxier.Backends.Nft.Scripts;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Host;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft;

/// <summary>Programs the tables <c>ip proxier</c> and <c>ip6 proxier</c> through the nft tool; nothing else is ever touched.</summary>
internal sealed class NftBackend(NftRenderer renderer, ICommandRunner runner, OwnCommits commits, IPacketBarrier packets, ILogger<NftBackend> logger) : IProxyBackend
{
    /// <summary>A transaction of 330,000 elements takes 6 s on an idle machine; a busy one may need many times as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Listings show the chains of all tables; kube-proxy's may have hundreds of thousands.</summary>
    private const int MostListed = 64 << 20;

    /// <summary>Above this many service ports nobody listens while all of them are written at once.</summary>
    private const int MostPortsListenedTo = 1000;

    private readonly HashSet<IpFamily> _checked = [];

    public string Name => "nft";

    /// <summary>The kernel does not count connections here, so there is no least-connection.</summary>
    public IReadOnlySet<Scheduler> Schedulers { get; } = Enum.GetValues<Scheduler>().Except([Scheduler.LeastConnection]).ToHashSet();

    public Ruleset Render(FamilyGraph desired, Ruleset? applied) => renderer.Render(desired, (NftRuleset?)applied);

    public Ruleset RenderRepair(FamilyGraph desired) => renderer.RenderRepair(desired);

    public async ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel)
    {
        if (await ListAsync(desired.Family, cancel) is not { } table || !table.Claims(desired))
            return null;
        NftRuleset wanted = NftRenderer.Describe(desired);
        return table.Holds(wanted) ? wanted : null;
    }

    public async ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel)
    {
        var wanted = (NftRuleset)ruleset;
        if (wanted.IsRepair)
            await RepairAsync(wanted, cancel);
        else
            await RunAllAsync(wanted.Graph.Family, wanted.Scripts, cancel);
    }

    public Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel) => commits.WaitForForeignAsync(family, cancel);

    public async ValueTask CleanupAsync(CancellationToken cancel)
    {
        CommandFailedException? first = null;
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            try
            {
                if (await NftTables.ExistsAsync(runner, family, NftNames.Table, cancel))
                    await RunAsync(family, renderer.Cleanup(family), cancel);
            }
            catch (CommandFailedException failure)
            {
                first ??= failure; // the other family goes all the same
            }
        }

        if (first is not null)
            throw first;
    }

    /// <summary>
    /// Without a table there is nothing to lose, and building it in pieces is cheaper; with one, everything goes in one transaction. What
    /// is left of states that nobody remembers is swept afterwards.
    /// </summary>
    private async ValueTask RepairAsync(NftRuleset wanted, CancellationToken cancel)
    {
        IpFamily family = wanted.Graph.Family;
        var repair = (RepairText)wanted.Scripts[0].Text;
        using IDisposable? silence = wanted.Graph.Ports.Count > MostPortsListenedTo ? commits.Silence(family) : null;
        if (await ListAsync(family, cancel) is null)
            await RunAllAsync(family, repair.FromNothing, cancel);
        else
            await RunRepairAsync(family, wanted.Scripts, repair, cancel);

        TableListing table = await ListAsync(family, cancel) ?? throw new TableVanishedException(NftNames.Word(family)); // nobody listened
        if (table.LeftoversBeside(wanted) is { IsEmpty: false } leftovers)
            await RunAllAsync(family, [renderer.Tidy(family, leftovers.Chains, leftovers.Maps)], cancel);
    }

    private async ValueTask RunRepairAsync(IpFamily family, IReadOnlyList<Script> scripts, RepairText repair, CancellationToken cancel)
    {
        try
        {
            await RunAllAsync(family, scripts, cancel);
        }
        catch (CommandFailedException refusal)
        {
            logger.RepairRefused(refusal, NftNames.Word(family));
            await RunAsync(family, repair.Replacement, cancel);
        }
    }

    private async ValueTask RunAllAsync(IpFamily family, IReadOnlyList<Script> scripts, CancellationToken cancel)
    {
        if (scripts.Count > 0 && _checked.Add(family))
            await runner.RunAsync(new Command("nft", ["--check", "-f", "-"]) { Input = scripts[0].Text, Timeout = Patience }, cancel);
        bool hasWaited = false;
        foreach (Script script in scripts)
        {
            if (script.IsAfterPackets && !hasWaited)
                await packets.PassAsync(cancel);
            hasWaited |= script.IsAfterPackets;
            try
            {
                await RunAsync(family, script, cancel);
            }
            catch (CommandFailedException refusal) when (script.IsOptional)
            {
                logger.TidyRefused(refusal.Error, NftNames.Word(family));
            }
        }
    }

    private async ValueTask RunAsync(IpFamily family, Script script, CancellationToken cancel)
    {
        using OwnCommits.Announcement announcement = commits.Announce(family);
        await runner.RunAsync(new Command(script.Program, script.Arguments) { Input = script.Text, IsShort = script.IsShort, Timeout = Patience }, cancel);
        announcement.Confirm();
    }

    private async ValueTask<TableListing?> ListAsync(IpFamily family, CancellationToken cancel)
    {
        string word = NftNames.Word(family);
        CommandResult chains = await runner.RunAsync(Listing("list", "chains", word), cancel);
        CommandResult maps = await runner.RunAsync(Listing("--terse", "list", "maps", word), cancel);
        return TableListing.Parse(word, chains.Output, maps.Output);
    }

    private static Command Listing(params ReadOnlySpan<string> arguments) => new("nft", EquatableArray.Create(arguments)) { MaxOutputBytes = MostListed };
}
