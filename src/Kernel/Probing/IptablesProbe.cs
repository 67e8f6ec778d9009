using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>The mode iptables, with the variant of the tool that this host uses.</summary>
internal sealed class IptablesProbe(IProbeGrounds grounds, RequirementTrier trier, IptablesUseReader use) : ModeProbe(ProxyModeWords.Iptables, grounds, trier)
{
    protected override async ValueTask<RequirementList> ListAsync(ProbeGround ground, CancellationToken cancel)
    {
        IptablesUse inUse = await use.ReadAsync(ground, cancel).ConfigureAwait(false);
        return new RequirementList(
        [
            .. Enum.GetValues<IpFamily>().Select(family => RestoreTrials.Group(inUse.Tools, family, IptablesTrials.Of(family))),
            RequirementGroup.Of(
            [
                .. Enum.GetValues<IpFamily>().SelectMany(family =>
                    IptablesTrials.Of(family).Where(trial => trial.IsOptional).Select(trial => RestoreTrials.Requirement(inUse.Tools, family, trial))),
                Accounting(inUse.Tools),
                Requirements.Conntrack,
            ]),
        ],
        inUse.Note);
    }

    /// <summary>A counter has to be there before a rule can name it.</summary>
    private static Requirement Accounting(IptablesTools tools) => new(
        "nfacct, for counters of what was dropped", IpFamily.IPv4,
        [
            new Step("nfacct", ["add", "proxier-probe"]),
            RestoreTrials.Restore(tools, IpFamily.IPv4, [new RestoreTrial("", "filter", ["-m nfacct --nfacct-name proxier-probe"])]),
        ])
    {
        IsOptional = true, Features = [new KernelFeature("CONFIG_NETFILTER_NETLINK_ACCT", "nfnetlink_acct"), new KernelFeature("CONFIG_NETFILTER_XT_MATCH_NFACCT", "xt_nfacct")],
    };
}
