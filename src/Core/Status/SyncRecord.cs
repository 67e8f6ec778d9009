using Proxier.Core.Sync;

namespace Proxier.Core.Status;

/// <summary>One time that the rules of a family were looked at or written.</summary>
/// <param name="At">When it was over.</param>
/// <param name="ElapsedMs">Rendering and applying.</param>
/// <param name="ChangedPorts">Service ports that differ from the time before; 0 for a failure.</param>
/// <param name="Scripts">How many were given to tools.</param>
/// <param name="Bytes">Of all scripts.</param>
/// <param name="Error">What the tool said; null for a success.</param>
public sealed record SyncRecord(DateTimeOffset At, long Revision, SyncKind Kind, double ElapsedMs, int ChangedPorts, int Scripts, long Bytes, string? Error)
{
    /// <summary>Where the time went since the first change of it came in; null for a failure.</summary>
    public StepRecord? Steps { get; init; }
}
