namespace Proxier.Proxyctl.Applying;

internal enum FamilyOutcome
{
    /// <summary>The kernel holds exactly this already.</summary>
    Unchanged,
    Applied,

    /// <summary>Would change, and the first script would be accepted.</summary>
    WouldApply,

    /// <summary>Would change; no tool of this mode can check a script without running it.</summary>
    WouldApplyUnchecked,
    Failed,
}
