using Microsoft.Extensions.Logging;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>How many connections and flows there may be at once. Running out is told once in ten seconds, with a count, and ends nothing.</summary>
internal sealed class ConnectionLimit(int most, Clock clock, ILogger logger)
{
    private const long TellEveryMs = 10_000;

    /// <summary>Descriptors for everything else: listeners, the API server, programs.</summary>
    private const ulong Reserve = 1024;

    private int _open;
    private long _refused;
    private long _tellAtMs;

    public int Open => Volatile.Read(ref _open);

    public int Most => most;

    /// <summary>What is asked for of the system: as many as kube-proxy asked for, and some more. Takes CAP_SYS_RESOURCE where the hard limit is lower.</summary>
    private const ulong Descriptors = 262_144;

    /// <summary>A TCP connection takes two descriptors. Raises the process's limit on them where it may.</summary>
    /// <param name="wanted">0: no limit but descriptors.</param>
    public static int Within(int wanted)
    {
        var limit = default(Libc.ResourceLimit);
        if (Libc.GetLimit(Numbers.OpenFiles, ref limit) != 0)
            return wanted > 0 ? wanted : int.MaxValue;
        var higher = new Libc.ResourceLimit { Now = Math.Max(limit.Now, Descriptors), Most = Math.Max(limit.Most, Descriptors) };
        if (limit.Now < Descriptors && Libc.SetLimit(Numbers.OpenFiles, higher) == 0)
            limit = higher;
        ulong possible = Math.Min(int.MaxValue, (limit.Now > 2 * Reserve ? limit.Now - Reserve : limit.Now / 2) / 2);
        return wanted > 0 ? (int)Math.Min((ulong)wanted, possible) : (int)possible;
    }

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= most)
            return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Return() => Interlocked.Decrement(ref _open);

    /// <param name="cause">What ran out.</param>
    public void Refused(string cause)
    {
        long count = Interlocked.Increment(ref _refused), now = clock.NowMs, due = Volatile.Read(ref _tellAtMs);
        if (now >= due && Interlocked.CompareExchange(ref _tellAtMs, now + TellEveryMs, due) == due)
        {
            Interlocked.Add(ref _refused, -count);
            logger.ConnectionsRefused(count, cause, Open);
        }
    }
}
