namespace Proxier.Core.Events;

/// <summary>For a node without an API server: there is nobody to tell.</summary>
public sealed class NoEventSink : IEventSink
{
    public void Report(ClusterEvent happened)
    {
    }
}
