using System.Diagnostics.Metrics;

namespace Proxier.Proxyd.Prometheus;

/// <summary>All series of one instrument. Not safe for several threads.</summary>
internal abstract class MetricFamily(string name, string help, string type)
{
    public string Name { get; } = name;

    /// <summary>The kind of the instrument decides the type, never the name: some gauges are called <c>_total</c>.</summary>
    public static MetricFamily For(Instrument instrument)
    {
        string name = instrument.Name, help = instrument.Description ?? "";
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        if (kind == typeof(Histogram<>))
            return new HistogramFamily(name, help, Bounds(instrument));
        if (kind == typeof(Counter<>))
            return new ValueFamily(name, help, "counter", isSum: true);
        if (kind == typeof(ObservableCounter<>))
            return new ValueFamily(name, help, "counter", isSum: false);
        return new ValueFamily(name, help, "gauge", isSum: kind == typeof(UpDownCounter<>));
    }

    public abstract void Record(double value, string labels);

    public void WriteTo(TextWriter text)
    {
        if (IsEmpty)
            return;
        text.Write($"# HELP {Name} {MetricText.Help(help)}\n# TYPE {Name} {type}\n");
        WriteSeriesTo(text);
    }

    protected abstract bool IsEmpty { get; }

    protected abstract void WriteSeriesTo(TextWriter text);

    protected static void WriteLine(TextWriter text, string name, string labels, double value) =>
        text.Write(labels.Length == 0 ? $"{name} {MetricText.Number(value)}\n" : $"{name}{{{labels}}} {MetricText.Number(value)}\n");

    /// <exception cref="InvalidOperationException">A histogram that says no buckets: there are none that fit all.</exception>
    private static IReadOnlyList<double> Bounds(Instrument instrument) => instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds }
        ? bounds
        : throw new InvalidOperationException($"The histogram {instrument.Name} must name its buckets.");
}
