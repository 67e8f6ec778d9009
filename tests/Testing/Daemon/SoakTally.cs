using System.Collections.Concurrent;
using System.Diagnostics;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>What became of the connections or requests of many clients.</summary>
public sealed class SoakTally
{
    /// <summary>A TCP packet that was lost is sent again after 1 s: so long means that one was.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMilliseconds(990);

    private readonly ConcurrentDictionary<string, int> _failures = [];
    private int _attempts;
    private int _late;

    public int Attempts => _attempts;

    /// <summary>Answered, but only after a packet was sent again, or by a machine that was very busy.</summary>
    public int Late => _late;

    public int Failures => _failures.Values.Sum();

    /// <param name="started">A <see cref="Stopwatch"/> timestamp.</param>
    public void Add(Outcome outcome, long started)
    {
        Interlocked.Increment(ref _attempts);
        if (outcome is not Outcome.Answered)
            _failures.AddOrUpdate(outcome.GetType().Name, 1, (_, count) => count + 1);
        else if (Stopwatch.GetElapsedTime(started) > LateAfter)
            Interlocked.Increment(ref _late);
    }

    public override string ToString()
    {
        string what = string.Join(", ", _failures.Select(failure => $"{failure.Key} {failure.Value}"));
        return $"{Attempts} attempts, {Failures} failed{(what.Length > 0 ? $" ({what})" : "")}, {Late} late";
    }
}
