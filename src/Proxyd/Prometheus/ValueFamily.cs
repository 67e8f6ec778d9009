namespace Proxier.Proxyd.Prometheus;

/// <summary>A counter or a gauge.</summary>
/// <param name="isSum">What is measured adds up; otherwise each measurement replaces the last.</param>
internal sealed class ValueFamily(string name, string help, string type, bool isSum) : MetricFamily(name, help, type)
{
    private readonly SortedDictionary<string, double> _series = new(StringComparer.Ordinal);

    protected override bool IsEmpty => _series.Count == 0;

    public override void Record(double value, string labels) => _series[labels] = isSum ? _series.GetValueOrDefault(labels) + value : value;

    protected override void WriteSeriesTo(TextWriter text)
    {
        foreach ((string labels, double value) in _series)
            WriteLine(text, Name, labels, value);
    }
}
