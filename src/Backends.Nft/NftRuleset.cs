using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft;

/// <param name="Words">What the chains of the frame say.</param>
/// <param name="Shared">What the table holds for several service ports at once.</param>
/// <param name="IsRepair">Leads here from any state, not only from the one it was rendered against.</param>
internal sealed record NftRuleset(FamilyGraph Graph, IReadOnlyList<Script> Scripts, Frame Words, SharedUse Shared, bool IsRepair)
    : Ruleset(Graph, Scripts)
{
    /// <summary>The chain that says so in the kernel.</summary>
    public string AppliedChain => AppliedChainOf(Graph);

    /// <summary>Raised when the same graph has to look different in the kernel.</summary>
    private static readonly Digest LayoutRevision = new(2);

    public static string AppliedChainOf(FamilyGraph graph) => NftNames.AppliedPrefix + (graph.Digest + LayoutRevision).ToString()[16..];
}
