namespace Proxier.Core.Sync;

/// <param name="TriggerTimes">Of all targets since the last apply that succeeded.</param>
internal sealed record SyncWork(SyncTarget Target, SyncReason Reason, IReadOnlyList<DateTimeOffset> TriggerTimes)
{
    /// <summary>Of the first change since the last apply that succeeded; null: only something else is to be done.</summary>
    public ChangePath? Path { get; init; }
}
