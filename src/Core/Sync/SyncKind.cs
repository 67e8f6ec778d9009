namespace Proxier.Core.Sync;

/// <summary>How the kernel came to hold the desired state.</summary>
public enum SyncKind
{
    /// <summary>It held it already; nothing was written.</summary>
    Unchanged,

    /// <summary>Only what differs from the last apply was written.</summary>
    Change,

    /// <summary>Everything was written.</summary>
    Full,
}
