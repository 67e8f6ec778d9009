using System.Diagnostics.Metrics;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;

namespace Proxier.Proxyd.Takeover;

/// <summary>What was removed of other proxies, and what could not be.</summary>
internal sealed class TakeoverMetrics : IDisposable
{
    private readonly Counter<long> _removed;
    private readonly Counter<long> _failures;

    public TakeoverMetrics()
    {
        Meter = new Meter("Proxier.Takeover");
        _removed = Meter.CreateCounter<long>("proxier_takeover_removed_total", null, "Tables, chains, rules and sets of other proxies that were removed.");
        _failures = Meter.CreateCounter<long>("proxier_takeover_failures_total", null, "Tries to find or remove rules of other proxies that a tool refused.");
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();

    public void Removed(Leftover left) => _removed.Add(left.Names.Count, Tags(left.Tool, left.Family));

    public void Failed(string tool, IpFamily family) => _failures.Add(1, Tags(tool, family));

    private static KeyValuePair<string, object?>[] Tags(string tool, IpFamily family) => [new("tool", tool), new("ip_family", family.ToString())];
}
