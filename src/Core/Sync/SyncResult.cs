using Proxier.Core.Graph;

namespace Proxier.Core.Sync;

/// <summary>The kernel holds <paramref name="Target"/>.</summary>
/// <param name="Changes">The ports that differ from the result before this one; all of them for the first one.</param>
/// <param name="TriggerTimes">Of every cluster change that came into force with it.</param>
/// <param name="Elapsed">Rendering and applying.</param>
public sealed record SyncResult(
    SyncTarget Target, SyncKind Kind, IReadOnlyList<PortChange> Changes, IReadOnlyList<DateTimeOffset> TriggerTimes, TimeSpan Elapsed)
{
    /// <summary>Zero where programs are not run through a <see cref="TalliedCommandRunner"/>.</summary>
    public SyncCost Cost { get; init; }

    /// <summary>Where the time went since the first change of it came in.</summary>
    public SyncSteps Steps { get; init; }
}
