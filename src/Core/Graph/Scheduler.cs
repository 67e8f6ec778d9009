namespace Proxier.Core.Graph;

/// <summary>How a frontend spreads new connections over its pool, whatever the backend. Each backend says which it can do.</summary>
public enum Scheduler
{
    /// <summary>The backend's own default: random for nft and iptables, round-robin for userspace, <c>--ipvs-scheduler</c> for ipvs.</summary>
    Default,
    Random,
    RoundRobin,

    /// <summary>By the client's address: one client, one endpoint, while the pool stays the same.</summary>
    SourceHash,

    /// <summary>Consistent hashing of client address and port: when one of N endpoints leaves, little more than its own flows move.</summary>
    Maglev,
    LeastConnection,
}
