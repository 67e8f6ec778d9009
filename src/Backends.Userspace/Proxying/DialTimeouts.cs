namespace Proxier.Backends.Userspace.Proxying;

/// <summary>
/// When to give up which dial. Each attempt has a fixed patience, so that those of one attempt end in the order in which they began: one queue
/// for each attempt, and nothing to sort.
/// </summary>
internal sealed class DialTimeouts
{
    /// <summary>As kube-proxy had them.</summary>
    private static readonly int[] PatienceMs = [250, 500, 1000, 2000];

    private readonly Queue<(long DueMs, TcpConnection Dial, int Serial)>[] _queues = [new(), new(), new(), new()];

    public static int Attempts => PatienceMs.Length;

    /// <summary>Of the first attempt.</summary>
    public static TimeSpan First => TimeSpan.FromMilliseconds(PatienceMs[0]);

    public long NextMs
    {
        get
        {
            long next = long.MaxValue;
            foreach (var queue in _queues)
            {
                if (queue.TryPeek(out var head) && head.DueMs < next)
                    next = head.DueMs;
            }

            return next;
        }
    }

    /// <param name="attempt">0 and up.</param>
    /// <param name="serial">Of the dial: when the connection is at another one by then, nothing happens.</param>
    public void Add(TcpConnection dial, int attempt, int serial, long nowMs) => _queues[attempt].Enqueue((nowMs + PatienceMs[attempt], dial, serial));

    public void Expire(long nowMs)
    {
        foreach (var queue in _queues)
        {
            while (queue.TryPeek(out var head) && (head.DueMs <= nowMs || !head.Dial.IsDialing(head.Serial)))
            {
                queue.Dequeue();
                head.Dial.DialTimedOut(head.Serial);
            }
        }
    }
}
