using System.Diagnostics.Metrics;
using Proxier.Proxyd.Prometheus;

namespace Proxier.Proxyd.Tests.Prometheus;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new("test");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Every_kind_of_instrument_has_its_type_whatever_its_name()
    {
        Gauge<long> gauge = _meter.CreateGauge<long>("b_total", null, "A gauge\nall the same, with a \\ in its help.");
        Counter<long> counter = _meter.CreateCounter<long>("a_total", null, "A counter.");
        Histogram<double> histogram = _meter.CreateHistogram("c_seconds", null, "A histogram.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2.5] });
        _meter.CreateObservableCounter("d_total", () => 7L, null, "An absolute count.");
        _meter.CreateObservableGauge("e", () => 0.1, null, "A float.");
        _meter.CreateCounter<long>("f_total", null, "Nothing measured, nothing shown.");
        using var exporter = new PrometheusExporter(_meter);
        gauge.Record(5, new KeyValuePair<string, object?>("z", 1), new KeyValuePair<string, object?>("a", "quote \" slash \\ line \n"));
        gauge.Record(4, new KeyValuePair<string, object?>("a", "quote \" slash \\ line \n"), new KeyValuePair<string, object?>("z", 1));
        counter.Add(1, new KeyValuePair<string, object?>("code", 503));
        counter.Add(2, new KeyValuePair<string, object?>("code", 200));
        counter.Add(1, new KeyValuePair<string, object?>("code", 503));
        foreach (double value in new[] { 0.5, 0.75, 3 })
            histogram.Record(value, new KeyValuePair<string, object?>("ip_family", "IPv4"));

        const string Expected = """
            # HELP a_total A counter.
            # TYPE a_total counter
            a_total{code="200"} 2
            a_total{code="503"} 2
            # HELP b_total A gauge\nall the same, with a \\ in its help.
            # TYPE b_total gauge
            b_total{a="quote \" slash \\ line \n",z="1"} 4
            # HELP c_seconds A histogram.
            # TYPE c_seconds histogram
            c_seconds_bucket{ip_family="IPv4",le="0.5"} 1
            c_seconds_bucket{ip_family="IPv4",le="1"} 2
            c_seconds_bucket{ip_family="IPv4",le="2.5"} 2
            c_seconds_bucket{ip_family="IPv4",le="+Inf"} 3
            c_seconds_sum{ip_family="IPv4"} 4.25
            c_seconds_count{ip_family="IPv4"} 3
            # HELP d_total An absolute count.
            # TYPE d_total counter
            d_total 7
            # HELP e A float.
            # TYPE e gauge
            e 0.1

            """;
        Assert.Equal(Expected, exporter.Text());
        Assert.Equal(Expected, exporter.Text());
    }

    [Fact]
    public void Meters_that_it_was_not_given_are_not_shown()
    {
        using var other = new Meter("test");
        using var exporter = new PrometheusExporter(_meter);
        other.CreateCounter<long>("x_total").Add(1);
        Assert.Empty(exporter.Text());
    }

    [Fact]
    public void The_process_tells_about_itself()
    {
        using var process = new ProcessMetrics(TimeProvider.System, "1.2.3");
        using var exporter = new PrometheusExporter(process.Meter);
        string text = exporter.Text();
        Assert.Contains("\n# TYPE process_cpu_seconds_total counter\n", text);
        Assert.Contains("proxier_build_info{version=\"1.2.3\"} 1\n", text);
        foreach (string name in new[] { "process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds" })
            Assert.Matches($"(?m)^{name} [1-9]", text);
    }
}
