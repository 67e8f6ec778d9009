using System.Globalization;
using Proxier.Core.Events;

namespace Proxier.Kubernetes.Events;

/// <summary>The events of the last minutes, so that an event that happens again is told as a series.</summary>
internal sealed class EventHistory(TimeProvider time)
{
    /// <summary>As client-go: what happens again after a longer time is a new event.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(6);

    /// <summary>Node names have up to 253 characters, like the names of events.</summary>
    private const int MaxPrefix = 230;

    private const int MaxSeries = 256;

    private readonly Dictionary<ClusterEvent, EventSeries> _series = [];
    private long _lastStamp;

    /// <summary>Null: it has not happened lately.</summary>
    public EventSeries? Find(ClusterEvent happened) => _series.TryGetValue(happened, out EventSeries? series) && !IsOver(series) ? series : null;

    public EventSeries New(ClusterEvent happened)
    {
        DateTimeOffset now = time.GetUtcNow();
        _lastStamp = Math.Max(_lastStamp + 1, now.UtcTicks); // two in one moment need two names
        string prefix = happened.Subject.Name.Name;
        string name = string.Create(CultureInfo.InvariantCulture, $"{prefix[..Math.Min(prefix.Length, MaxPrefix)].TrimEnd('.', '-')}.{_lastStamp:x}");
        return new EventSeries(happened, name, now);
    }

    public void Remember(EventSeries series)
    {
        foreach (ClusterEvent over in _series.Where(entry => IsOver(entry.Value)).Select(entry => entry.Key).ToList())
            _series.Remove(over);
        if (_series.Count >= MaxSeries)
            _series.Remove(_series.MinBy(entry => entry.Value.Last).Key);
        _series[series.Happened] = series;
    }

    private bool IsOver(EventSeries series) => time.GetUtcNow() - series.Last >= Gap;
}
