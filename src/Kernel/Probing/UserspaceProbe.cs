using Proxier.Core;
using Proxier.Core.Objects;
using Proxier.Core.Probing;

namespace Proxier.Kernel.Probing;

/// <summary>The mode userspace: rules that bring connections to sockets of the daemon, written by nft or else by iptables.</summary>
internal sealed class UserspaceProbe(IProbeGrounds grounds, RequirementTrier trier, IptablesUseReader use) : ModeProbe(ProxyModeWords.Userspace, grounds, trier)
{
    protected override async ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel)
    {
        RequirementGroup[] byNft = [.. Enum.GetValues<IpFamily>().Select(family => NftProbe.Rules(family, NftTrials.OfPortals(family), canCommit: ground is ProbeGround.Scratch))];
        foreach (RequirementGroup group in byNft)
        {
            if ((await TryAsync(group, ground, cancel).ConfigureAwait(false)).All(result => result.Support is Support.Yes))
                return new RequirementList(byNft, "redirect rules: by nft");
        }

        IptablesUse inUse = await use.ReadAsync(ground, cancel).ConfigureAwait(false);
        return new RequirementList(
            [.. Enum.GetValues<IpFamily>().Select(family => RestoreTrials.Group(inUse.Tools, family, Trials(family)))], "redirect rules: by iptables, as nft cannot", inUse.Note);
    }

    private static RestoreTrial[] Trials(IpFamily family) =>
    [
        .. IptablesTrials.Of(family).Where(trial =>
            trial.Name is "table nat" or "table filter" or "table mangle" or "match comment" or "match addrtype" or "match and target mark" or "match conntrack" or "target DNAT" or "target REJECT"),
        new("target REDIRECT", "nat", ["-p tcp -m tcp -j REDIRECT --to-ports 20000"], new KernelFeature("CONFIG_NETFILTER_XT_TARGET_REDIRECT", "xt_REDIRECT")),
    ];
}
