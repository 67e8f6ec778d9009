using System.Diagnostics.Metrics;

namespace Proxier.Proxyd.Prometheus;

/// <summary>Listens to meters and shows what they measured since then, in the Prometheus text format, always in the same order.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    public PrometheusExporter(params Meter[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter))
                listener.EnableMeasurementEvents(instrument, Add(instrument));
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(value, tags, family));
        _listener.Start();
    }

    public string Text()
    {
        _listener.RecordObservableInstruments();
        using var text = new StringWriter();
        lock (_lock)
        {
            foreach (MetricFamily family in _families.Values)
                family.WriteTo(text);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private MetricFamily Add(Instrument instrument)
    {
        lock (_lock)
            return _families[instrument.Name] = MetricFamily.For(instrument);
    }

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family)
    {
        string labels = MetricText.Labels(tags);
        lock (_lock)
            ((MetricFamily?)family)?.Record(value, labels);
    }
}
