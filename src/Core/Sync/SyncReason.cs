namespace Proxier.Core.Sync;

/// <summary>Why a loop runs; the higher one wins.</summary>
internal enum SyncReason
{
    /// <summary>The target changed, or an apply in full is due.</summary>
    Change,

    /// <summary>What the kernel holds is not known: at start, or because nobody watched for a while. Ask first.</summary>
    Check,

    /// <summary>What the kernel holds is wrong, or an apply failed half-way.</summary>
    Repair,
}
