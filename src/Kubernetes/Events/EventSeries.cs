using Proxier.Core.Events;

namespace Proxier.Kubernetes.Events;

/// <summary>One event as the API server has it, and how often it has happened since.</summary>
/// <param name="name">Of the Event object.</param>
internal sealed class EventSeries(ClusterEvent happened, string name, DateTimeOffset first)
{
    public ClusterEvent Happened { get; } = happened;

    public string Name { get; } = name;

    public int Count { get; private set; } = 1;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Last { get; private set; } = first;

    public DateTimeOffset LastSent { get; set; } = first;

    public void HappenedAgain(DateTimeOffset now)
    {
        Count++;
        Last = now;
    }
}
