using System.Diagnostics.Metrics;
using Proxier.Core.Choosing;

namespace Proxier.Proxyd.Modes;

/// <summary>The choice for Prometheus: always 1, the labels tell.</summary>
internal sealed class ModeMetrics : IDisposable
{
    public ModeMetrics(ModeChoice choice)
    {
        Meter = new Meter("Proxier.Modes");
        Meter.CreateObservableGauge(
            "proxier_backend_info", () => One(("selected", choice.Selected), ("requested", choice.Requested), ("reason", choice.Reason)), null,
            "Always 1; which proxy mode is used, which was requested, and why.");
        Meter.CreateObservableGauge(
            "proxier_backend_rejected_info", () => choice.Rejected.Select(rejected => One(("mode", rejected.Mode), ("reason", rejected.Reason))), null,
            "Always 1; the proxy modes that would have been preferred, and why they are not used.");
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();

    private static Measurement<long> One(params (string Name, string Value)[] labels) =>
        new(1, labels.Select(label => new KeyValuePair<string, object?>(label.Name, label.Value)));
}
