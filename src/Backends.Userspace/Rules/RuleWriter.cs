using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>Writes redirect rules, by nft or by iptables: decided once, by trying nft.</summary>
internal sealed class RuleWriter(
    UserspaceRenderer renderer, VariantChooser variants, ICommandRunner runner, ITableEvents events, TimeProvider time, IOptions<UserspaceOptions> options, ILogger<RuleWriter> logger) : IDisposable
{
    public const string Table = "proxier-portals";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How often somebody else's flush of iptables is looked for.</summary>
    private static readonly TimeSpan CanaryPeriod = TimeSpan.FromSeconds(30);

    private readonly OwnCommits _commits = new(events, Table);
    private readonly Gate _gate = new();
    private readonly Dictionary<IpFamily, int> _rulesWritten = [];
    private RuleTool _tool = options.Value.Rules;

    /// <summary>nft until <see cref="ChooseAsync"/> has found out.</summary>
    public RuleTool Tool => _tool == RuleTool.Auto ? RuleTool.Nft : _tool;

    /// <summary>Takes nft when it accepts this script, and otherwise iptables. The first answer stays.</summary>
    public async ValueTask ChooseAsync(Script byNft, CancellationToken cancel)
    {
        using IDisposable held = await _gate.EnterAsync(cancel).ConfigureAwait(false);
        if (_tool != RuleTool.Auto)
            return;
        try
        {
            await runner.RunAsync(new Command("nft", ["--check", .. byNft.Arguments]) { Input = byNft.Text, Timeout = Patience }, cancel).ConfigureAwait(false);
            _tool = RuleTool.Nft;
            logger.ToolChosen(_tool, "nft accepts them");
        }
        catch (CommandFailedException refusal)
        {
            _tool = RuleTool.Iptables;
            logger.ToolChosen(_tool, refusal.Message);
        }
    }

    /// <exception cref="CommandFailedException">A program refused its script.</exception>
    public async ValueTask WriteAsync(UserspaceRuleset wanted, CancellationToken cancel)
    {
        IpFamily family = wanted.Graph.Family;
        if (wanted.Tool == RuleTool.Nft)
        {
            await WriteNftAsync(wanted, cancel).ConfigureAwait(false);
            return;
        }

        using IDisposable held = await _gate.EnterAsync(cancel).ConfigureAwait(false);
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        foreach (Script script in wanted.IsRepair ? wanted.Scripts.Take(1) : wanted.Scripts)
            await RestoreAsync(tool, family, script, cancel).ConfigureAwait(false);
        if (wanted.IsRepair)
        {
            SavedPortals saved = await ReadAsync(tool, family, cancel).ConfigureAwait(false);
            if (PortalHook.All.Except(saved.Hooks).ToArray() is { Length: > 0 } missing)
                await RestoreAsync(tool, family, renderer.Hooks(family, missing), cancel).ConfigureAwait(false);
        }

        if (wanted.Scripts.Count > 0)
            _rulesWritten[family] = (await ReadAsync(tool, family, cancel).ConfigureAwait(false)).RuleCount;
    }

    public async Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel)
    {
        if (Tool == RuleTool.Nft)
        {
            await _commits.WaitForForeignAsync(family, cancel).ConfigureAwait(false);
            return;
        }

        do
            await Task.Delay(CanaryPeriod, time, cancel).ConfigureAwait(false);
        while (await IsAsWrittenAsync(family, cancel).ConfigureAwait(false));
    }

    /// <summary>What of both tools is there. A tool that is not installed wrote nothing.</summary>
    public async ValueTask CleanupAsync(CancellationToken cancel)
    {
        List<CommandFailedException> failures = [];
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            await TryAsync(() => CleanNftAsync(family, cancel)).ConfigureAwait(false);
            await TryAsync(() => CleanIptablesAsync(family, cancel)).ConfigureAwait(false);
        }

        if (failures.Count > 0)
            throw failures[0];

        async Task TryAsync(Func<Task> clean)
        {
            try
            {
                await clean().ConfigureAwait(false);
            }
            catch (CommandFailedException failure)
            {
                if (!failure.IsNotInstalled)
                    failures.Add(failure); // what else there is goes all the same
            }
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask WriteNftAsync(UserspaceRuleset wanted, CancellationToken cancel)
    {
        try
        {
            foreach (Script script in wanted.Scripts)
                await CommitAsync(wanted.Graph.Family, script, cancel).ConfigureAwait(false);
        }
        catch (CommandFailedException refusal) when (wanted.IsRepair && !refusal.IsNotInstalled)
        {
            logger.RepairRefused(refusal, wanted.Graph.Family, Table);
            await CommitAsync(wanted.Graph.Family, renderer.Replacement(wanted), cancel).ConfigureAwait(false);
        }
    }

    private async Task CleanNftAsync(IpFamily family, CancellationToken cancel)
    {
        if (await NftTables.ExistsAsync(runner, family, Table, cancel).ConfigureAwait(false))
            await CommitAsync(family, renderer.NftCleanup(family), cancel).ConfigureAwait(false);
    }

    private async Task CleanIptablesAsync(IpFamily family, CancellationToken cancel)
    {
        foreach (IptablesTool tool in await variants.ReadInstalledAsync(cancel).ConfigureAwait(false))
        {
            SavedPortals saved = await ReadAsync(tool, family, cancel).ConfigureAwait(false);
            if (saved.Chains.Count > 0)
                await RestoreAsync(tool, family, renderer.IptablesCleanup(family, saved.Hooks, saved.Chains), cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsAsWrittenAsync(IpFamily family, CancellationToken cancel)
    {
        using IDisposable held = await _gate.EnterAsync(cancel).ConfigureAwait(false);
        IptablesTool tool = (await variants.ChooseAsync(cancel).ConfigureAwait(false)).Tool;
        return !_rulesWritten.TryGetValue(family, out int count) || (await ReadAsync(tool, family, cancel).ConfigureAwait(false)).RuleCount == count;
    }

    private Task<SavedPortals> ReadAsync(IptablesTool tool, IpFamily family, CancellationToken cancel) => SavedPortals.ReadAsync(runner, tool, family, cancel);

    private async Task CommitAsync(IpFamily family, Script script, CancellationToken cancel)
    {
        using OwnCommits.Announcement announcement = _commits.Announce(family);
        await RunAsync(script, cancel).ConfigureAwait(false);
        announcement.Confirm();
    }

    private Task RestoreAsync(IptablesTool tool, IpFamily family, Script script, CancellationToken cancel) => RunAsync(script with { Program = tool.Restore(family) }, cancel);

    private async Task RunAsync(Script script, CancellationToken cancel) =>
        await runner.RunAsync(new Command(script.Program, script.Arguments) { Input = script.Text, Timeout = Patience }, cancel).ConfigureAwait(false);
}
