namespace Proxier.Backends.Userspace;

public sealed class UserspaceOptions
{
    /// <summary>What writes the redirect rules. Default: nft where its rules are accepted, else iptables.</summary>
    public RuleTool Rules { get; set; }

    /// <summary>
    /// Local ports that proxies listen on, one for each service port, two with policy Local (<c>--proxy-port-range</c>). Default 61000 to 64999.
    /// </summary>
    public PortRange Ports { get; set; } = PortRange.Default;

    /// <summary>Threads that move data. Default: one for each processor.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Most connections and UDP flows at once. Default 0: as many as there are descriptors for, less a reserve.</summary>
    public int MaxConnections { get; set; }

    /// <summary>A TCP connection on which nothing moves is ended. Default 24 h, as conntrack has it.</summary>
    public TimeSpan TcpIdleLimit { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The same, when one side has said all it had to say. Default 1 h.</summary>
    public TimeSpan TcpHalfClosedLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A UDP flow without a datagram is forgotten. Default 30 s.</summary>
    public TimeSpan UdpIdleLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long TCP connections to an endpoint that is gone may go on. Default 15 min, as graceful termination of ipvs mode.</summary>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an endpoint that refused or said nothing is tried after all others. Default 10 s.</summary>
    public TimeSpan LastChoiceFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Runs first on each thread that opens sockets; a socket belongs to the network namespace of the thread that made it.</summary>
    public Action EnterThread { get; set; } = () => { };
}
