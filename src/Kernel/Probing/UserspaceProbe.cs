using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>The mode userspace: rules that bring connections to sockets of the daemon.</summary>
internal sealed class UserspaceProbe(IProbeGrounds grounds, RequirementTrier trier, IptablesUseReader use) : ModeProbe(ProxyModeWords.Userspace, grounds, trier)
{
    protected override async ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel)
    {
        IptablesUse inUse = await use.ReadAsync(ground, cancel).ConfigureAwait(false);
        return new RequirementList([.. Enum.GetValues<IpFamily>().Select(family => RestoreTrials.Group(inUse.Tools, family, Trials(family)))], inUse.Note);
    }

    private static RestoreTrial[] Trials(IpFamily family) =>
    [
        .. IptablesTrials.Of(family).Where(trial => trial.Name is "table nat" or "table filter" or "match comment" or "match addrtype" or "match conntrack" or "target DNAT"),
        new("target REDIRECT", "nat", ["-p tcp -m tcp -j REDIRECT --to-ports 20000"], new KernelFeature("CONFIG_NETFILTER_XT_TARGET_REDIRECT", "xt_REDIRECT")),
        IptablesTrials.Match("physdev", "nat", "-m physdev ! --physdev-is-in -j RETURN"),
    ];
}
