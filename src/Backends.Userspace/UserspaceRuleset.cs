using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core;
using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace;

/// <param name="Lanes">What listens.</param>
/// <param name="Words">What the chains say.</param>
/// <param name="Elements">What the sets and maps hold; nothing where iptables writes the rules.</param>
/// <param name="Tool">nft or iptables.</param>
/// <param name="IsRepair">Leads here from any state, not only from the one it was rendered against.</param>
/// <param name="HasNewLanes">The lanes differ from those it was rendered against.</param>
internal sealed record UserspaceRuleset(
    FamilyGraph Graph, IReadOnlyList<Script> Scripts, EquatableArray<LaneSpec> Lanes, Words Words, NftElements Elements, RuleTool Tool, bool IsRepair, bool HasNewLanes)
    : Ruleset(Graph, Scripts)
{
    /// <summary>What iptables was written from.</summary>
    public PortalPlan Plan { get; init; } = PortalPlan.Nothing;

    /// <summary>A change of endpoints needs no script: the rules lead to a proxy, and the proxy knows.</summary>
    public override bool IsEmpty => base.IsEmpty && !HasNewLanes;
}
