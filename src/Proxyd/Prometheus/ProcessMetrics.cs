using System.Diagnostics.Metrics;

namespace Proxier.Proxyd.Prometheus;

/// <summary>What every Prometheus client tells about its process, and the build.</summary>
internal sealed class ProcessMetrics : IDisposable
{
    public ProcessMetrics(TimeProvider time, string version)
    {
        double start = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        Meter = new Meter("Proxier.Process");
        Meter.CreateObservableCounter("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, null, "CPU time of user and system.");
        Meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, null, "Resident memory.");
        Meter.CreateObservableGauge("process_start_time_seconds", () => start, null, "When the process started, in Unix time.");
        Meter.CreateObservableGauge("process_open_fds", OpenFiles, null, "Open file descriptors.");
        Meter.CreateObservableGauge("proxier_build_info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", version)), null, "Always 1; the labels tell the build.");
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();

    private static IEnumerable<Measurement<long>> OpenFiles()
    {
        // Nothing at all is measured where /proc is not mounted.
        return Directory.Exists("/proc/self/fd") ? [new Measurement<long>(Directory.EnumerateFileSystemEntries("/proc/self/fd").LongCount())] : [];
    }
}
