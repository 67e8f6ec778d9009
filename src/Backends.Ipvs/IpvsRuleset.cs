using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Backends.Ipvs;

/// <param name="Change">What the scripts do; null for a repair, whose change is worked out from what the kernel holds.</param>
/// <param name="Host">What it was made for.</param>
/// <param name="Uses">Of the shared sets.</param>
internal sealed record IpvsRuleset(
    FamilyGraph Graph, IReadOnlyList<Script> Scripts, IpvsChange? Change, IpvsFrame Frame, HostAddresses Host, SharedUses Uses)
    : Ruleset(Graph, Scripts);
