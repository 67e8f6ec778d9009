using Proxier.Backends.Userspace.Sockets;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Balancing;

/// <summary>An endpoint with what happened to it. One object for as long as anybody is connected to it.</summary>
internal sealed class Target(Endpoint endpoint)
{
    private long _drainUntilMs = long.MaxValue;
    private int _open;

    public SocketName Name { get; } = SocketName.Of(endpoint.Address, endpoint.Port);

    public Endpoint Endpoint { get; set; } = endpoint;

    /// <summary>New connections may choose it.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Until then others are tried first.</summary>
    public long FailingUntilMs { get; set; }

    /// <summary>What it is ahead of its share, for weighted turns.</summary>
    public int Credit { get; set; }

    public EndpointKey Key => EndpointKey.Of(Name);

    /// <summary>When its last connections are cut; never, while it is an endpoint.</summary>
    public long DrainUntilMs
    {
        get => Volatile.Read(ref _drainUntilMs);
        set => Volatile.Write(ref _drainUntilMs, value);
    }

    public bool IsGone => DrainUntilMs != long.MaxValue;

    /// <summary>Connections and flows.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);

    public override string ToString() => Name.ToString();
}
