namespace Proxier.Proxyctl.Applying;

internal enum FamilyOutcome
{
    /// <summary>The kernel holds exactly this already.</summary>
    Unchanged,
    Applied,

    /// <summary>Would change, and the first script would be accepted.</summary>
    WouldApply,
    Failed,
}
