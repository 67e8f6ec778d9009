namespace Proxier.Proxyd.Prometheus;

internal sealed class HistogramFamily(string name, string help, IReadOnlyList<double> bounds) : MetricFamily(name, help, "histogram")
{
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    protected override bool IsEmpty => _series.Count == 0;

    public override void Record(double value, string labels)
    {
        if (!_series.TryGetValue(labels, out Series? series))
            _series[labels] = series = new Series(new long[bounds.Count]);
        series.Add(value, bounds);
    }

    protected override void WriteSeriesTo(TextWriter text)
    {
        foreach ((string labels, Series series) in _series)
        {
            string prefix = labels.Length == 0 ? "" : $"{labels},";
            long count = 0;
            for (int i = 0; i < bounds.Count; i++)
                WriteLine(text, $"{Name}_bucket", $"{prefix}le=\"{MetricText.Number(bounds[i])}\"", count += series.Buckets[i]);
            WriteLine(text, $"{Name}_bucket", $"{prefix}le=\"+Inf\"", series.Count);
            WriteLine(text, $"{Name}_sum", labels, series.Sum);
            WriteLine(text, $"{Name}_count", labels, series.Count);
        }
    }

    /// <param name="buckets">What fell between a bound and the one before; the text adds them up.</param>
    private sealed class Series(long[] buckets)
    {
        public long[] Buckets => buckets;

        public long Count { get; private set; }

        public double Sum { get; private set; }

        public void Add(double value, IReadOnlyList<double> bounds)
        {
            Count++;
            Sum += value;
            for (int i = 0; i < bounds.Count; i++)
            {
                if (value > bounds[i])
                    continue;
                buckets[i]++;
                return;
            }
        }
    }
}
