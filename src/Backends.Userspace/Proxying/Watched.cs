namespace Proxier.Backends.Userspace.Proxying;

/// <summary>A descriptor that an event loop looks after.</summary>
internal abstract class Watched
{
    /// <summary>Where the loop keeps it; -1: nowhere.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>-1: closed.</summary>
    public int Descriptor { get; protected set; } = -1;

    /// <summary>Called on the loop's thread.</summary>
    /// <param name="events">As epoll reports them.</param>
    public abstract void OnReady(uint events);
}
