using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;
using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <summary>Finds out, once, which variant of iptables this node uses.</summary>
/// <param name="wanted">Auto: whichever is in use.</param>
public sealed class VariantChooser(ICommandRunner runner, IptablesVariant wanted, ILogger<VariantChooser> logger) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);

    /// <summary>Null until it is known. What is written does not depend on it, only how it is cut.</summary>
    public ChosenTool? Known { get; private set; }

    /// <exception cref="CommandFailedException">There is no iptables.</exception>
    public async ValueTask<ChosenTool> ChooseAsync(CancellationToken cancel)
    {
        await _once.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return Known ??= await LookAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>
    /// Each variant that is installed under a name of its own. The table mangle has the kubelet's chains and one of ours, and is short; all
    /// rules are counted only where it does not decide, or where both are in use.
    /// </summary>
    private async ValueTask<IReadOnlyList<VariantUse>> ReadUsesAsync(CancellationToken cancel)
    {
        IptablesTool nft = IptablesTool.Named(IptablesVariant.Nft), legacy = IptablesTool.Named(IptablesVariant.Legacy);
        VariantUse? nftUse = await ReadUseAsync(nft, ["-t", "mangle"], cancel).ConfigureAwait(false);
        VariantUse? legacyUse = await ReadUseAsync(legacy, [], cancel).ConfigureAwait(false); // with -t it would create the table
        List<VariantUse> uses = [.. new[] { nftUse, legacyUse }.OfType<VariantUse>()];
        bool isClear = uses.Any(use => use.HasHint || use.HasOurs) && legacyUse is not { RuleCount: > 0 };
        if (uses.Count < 2 || isClear)
            return uses;
        VariantUse whole = await ReadUseAsync(nft, [], cancel).ConfigureAwait(false) ?? uses[0];
        if (whole.RuleCount > 0 && uses[1].RuleCount > 0)
            logger.BothVariantsInUse($"{whole}; {uses[1]}");
        return [whole, uses[1]];
    }

    /// <summary>All that there are; none where iptables is not installed, and where nobody can have made rules with it.</summary>
    public async ValueTask<IReadOnlyList<IptablesTool>> ReadInstalledAsync(CancellationToken cancel)
    {
        IReadOnlyList<VariantUse> named = await ReadUsesAsync(cancel).ConfigureAwait(false);
        try
        {
            return named.Count > 0 ? [.. named.Select(use => use.Tool)] : [(await ChooseAsync(cancel).ConfigureAwait(false)).Tool];
        }
        catch (CommandFailedException failure) when (failure.ExitCode is null)
        {
            return [];
        }
    }

    public void Dispose() => _once.Dispose();

    private async ValueTask<ChosenTool> LookAsync(CancellationToken cancel)
    {
        IptablesVariant host = await ReadHostVariantAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<VariantUse> uses = await ReadUsesAsync(cancel).ConfigureAwait(false);
        IptablesVariant chosen = wanted == IptablesVariant.Auto ? VariantUse.Choose(uses, host) : wanted;
        IptablesTool tool = chosen == host ? new IptablesTool(host, "") : IptablesTool.Named(chosen);
        logger.VariantChosen(tool.Variant, string.Join("; ", uses));
        return ChosenTool.Of(tool, uses.FirstOrDefault(use => use.HasOurs && use.Tool.Variant != chosen)?.Tool);
    }

    private async ValueTask<IptablesVariant> ReadHostVariantAsync(CancellationToken cancel)
    {
        CommandResult version = await runner.RunAsync(new Command("iptables", ["--version"]), cancel).ConfigureAwait(false);
        return version.Output.Contains("nf_tables", StringComparison.Ordinal) ? IptablesVariant.Nft : IptablesVariant.Legacy;
    }

    private async ValueTask<VariantUse?> ReadUseAsync(IptablesTool tool, EquatableArray<string> arguments, CancellationToken cancel)
    {
        VariantUse use = VariantUse.Of(tool);
        try
        {
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
            {
                await foreach (string line in runner.ReadLinesAsync(new Command(tool.Save(family), arguments), cancel).ConfigureAwait(false))
                    use = use.With(line);
            }
        }
        catch (CommandFailedException failure) when (failure.ExitCode is null)
        {
            return null; // not installed
        }
        catch (CommandFailedException failure)
        {
            logger.VariantUnreadable(failure, tool.Variant);
        }

        return use;
    }
}
