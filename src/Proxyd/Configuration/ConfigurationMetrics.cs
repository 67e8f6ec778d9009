using System.Diagnostics.Metrics;

namespace Proxier.Proxyd.Configuration;

/// <summary>Whether the configuration file and what is in force are the same, for an alert.</summary>
internal sealed class ConfigurationMetrics : IDisposable
{
    private volatile bool _isRefused;

    public ConfigurationMetrics()
    {
        Meter = new Meter("Proxier.Configuration");
        Meter.CreateObservableGauge(
            "proxier_config_refused", () => _isRefused ? 1 : 0, null, "1 while the configuration file cannot be read or used and the configuration from before stays in force, else 0.");
    }

    public Meter Meter { get; }

    public bool IsRefused
    {
        set => _isRefused = value;
    }

    public void Dispose() => Meter.Dispose();
}
