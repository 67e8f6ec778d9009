namespace Proxier.Core.Events;

/// <summary>Tells the cluster what happened here, where <c>kubectl describe</c> shows it. Best effort: events may be joined, delayed or lost.</summary>
public interface IEventSink
{
    /// <summary>Returns at once; safe for several threads.</summary>
    void Report(ClusterEvent happened);
}
