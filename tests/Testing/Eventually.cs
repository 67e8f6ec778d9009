using System.Diagnostics;

namespace Proxier.Testing;

/// <summary>Waits for something that another process or the kernel does in its own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="TimeoutException">It did not become true in time; the message says <paramref name="otherwise"/>.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, string otherwise)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > within)
                throw new TimeoutException($"After {within.TotalSeconds:0.#} s: {otherwise}");
            await Task.Delay(Pause);
        }
    }
}
