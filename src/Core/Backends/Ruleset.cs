using Proxier.Core.Graph;

namespace Proxier.Core.Backends;

/// <summary>
/// The way from one state of one family to another, as scripts, and what the kernel holds when all of them are through.
/// Backends derive from it to remember what the next change needs.
/// </summary>
/// <param name="Graph">The state that the scripts lead to.</param>
/// <param name="Scripts">To be run in this order; empty when there is nothing to do.</param>
public abstract record Ruleset(FamilyGraph Graph, IReadOnlyList<Script> Scripts)
{
    /// <summary>There is nothing to apply. A backend that does more than run scripts says more.</summary>
    public virtual bool IsEmpty => Scripts.Count == 0;
}
