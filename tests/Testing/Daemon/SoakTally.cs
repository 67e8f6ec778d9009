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
    private int _repeated;

    public int Attempts => _attempts;

    /// <summary>Answered, but only after a packet was sent again, or by a machine that was very busy.</summary>
    public int Late => _late;

    /// <summary>Requests that were not answered until they were sent again.</summary>
    public int Repeated => _repeated;

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

    /// <param name="outcome">Of the last time.</param>
    public void AddRepeated(Outcome outcome)
    {
        Interlocked.Increment(ref _repeated);
        Add(outcome, Stopwatch.GetTimestamp());
    }

    public override string ToString()
    {
        string what = string.Join(", ", _failures.Select(failure => $"{failure.Key} {failure.Value}"));
        return $"{Attempts} attempts, {Failures} failed{(what.Length > 0 ? $" ({what})" : "")}, {Late} late, {Repeated} asked again";
    }
}
