using Proxier.Core.Events;

namespace Proxier.Testing;

/// <summary>Keeps what the cluster would be told.</summary>
public sealed class RecordingEvents : IEventSink
{
    private readonly Lock _lock = new();
    private readonly List<ClusterEvent> _reported = [];

    public IReadOnlyList<ClusterEvent> Reported
    {
        get
        {
            lock (_lock)
                return [.. _reported];
        }
    }

    public void Report(ClusterEvent happened)
    {
        lock (_lock)
            _reported.Add(happened);
    }
}
