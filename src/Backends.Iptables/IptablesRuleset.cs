using Proxier.Backends.Iptables.Dispatch;
using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables;

/// <param name="State">What the dispatch chains hold.</param>
/// <param name="EndpointCount">How many endpoint chains there are.</param>
/// <param name="IsRepair">Leads here from any state, not only from the one it was rendered against.</param>
internal sealed record IptablesRuleset(
    FamilyGraph Graph, IReadOnlyList<Script> Scripts, Frame Frame, DispatchState State, int EndpointCount, Signature Signature, bool IsRepair)
    : Ruleset(Graph, Scripts);
