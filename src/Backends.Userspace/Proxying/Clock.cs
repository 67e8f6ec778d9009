namespace Proxier.Backends.Userspace.Proxying;

/// <summary>Milliseconds since it was made.</summary>
internal sealed class Clock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public long NowMs => (long)time.GetElapsedTime(_start).TotalMilliseconds;
}
