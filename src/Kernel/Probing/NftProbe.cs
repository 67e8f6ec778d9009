using Proxier.Core;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>The mode nftables: rules as <c>templates/nft</c> writes them.</summary>
internal sealed class NftProbe(IProbeGrounds grounds, RequirementTrier trier) : ModeProbe(ProxyModeWords.Nftables, grounds, trier)
{
    /// <summary>What kube-proxy asks for too; older ones were never tried with our rules.</summary>
    private static readonly Version OldestNft = new(1, 0, 1);

    protected override ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel) => new(new RequirementList(
    [
        RequirementGroup.Of(Requirements.AtLeast("nft", OldestNft)),
        .. Enum.GetValues<IpFamily>().Select(family => Rules(family, NftTrials.Of(family), canCommit: ground is ProbeGround.Scratch)),
        RequirementGroup.Of([.. Enum.GetValues<IpFamily>().Select(Listing)]),
        RequirementGroup.Of(Requirements.Conntrack),
    ]));

    public static RequirementGroup Rules(IpFamily family, NftTrials trials, bool canCommit) => new(
        Load(trials.All.SelectMany(trial => trial.Lines), trials, canCommit),
        [
            .. trials.All.Select(trial => new Requirement(trial.Name, family, [Load(trial.Lines, trials, canCommit)])
            {
                Features = [.. trial.Features], IsOptional = trial.IsOptional,
            }),
        ]);

    private static Step Load(IEnumerable<string> lines, NftTrials trials, bool canCommit) =>
        new("nft", canCommit ? ["-f", "-"] : ["--check", "-f", "-"]) { Input = string.Join('\n', [.. trials.Frame, .. lines]) + "\n", Place = canCommit ? StepPlace.Scratch : StepPlace.Host };

    /// <summary>The two listings that the backend makes. nft 1.0.6 crashes on sets that 1.1.3 wrote, in any table of the family.</summary>
    private static Requirement Listing(IpFamily family)
    {
        string word = NftTables.Word(family);
        return new Requirement(
            "lists the tables of this host", family,
            [new Step("nft", ["list", "chains", word]) { Place = StepPlace.Host }, new Step("nft", ["--terse", "list", "maps", word]) { Place = StepPlace.Host }]);
    }
}
