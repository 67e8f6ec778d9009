using System.Diagnostics.Metrics;
using Proxier.Core.Metrics;

namespace Proxier.Kubernetes.Watching;

/// <summary>Shows for each collection how long ago the API server confirmed what we hold. The server does so about every minute.</summary>
internal sealed class StateAges
{
    private readonly Lock _lock = new();
    private readonly List<Contact> _contacts = [];

    public StateAges(ProxyMetrics metrics) => metrics.Meter.CreateObservableGauge(
        "proxier_source_state_age_seconds", Measure, null, "Time since the API server last confirmed that what we hold of a resource is current.");

    public void Add(Contact contact)
    {
        lock (_lock)
            _contacts.Add(contact);
    }

    private List<Measurement<double>> Measure()
    {
        var ages = new List<Measurement<double>>();
        lock (_lock)
        {
            foreach (Contact contact in _contacts)
            {
                if (contact.StateAge is { } age)
                    ages.Add(new Measurement<double>(age.TotalSeconds, new KeyValuePair<string, object?>("resource", contact.Collection)));
            }
        }

        return ages;
    }
}
