using Proxier.Core.Graph;

namespace Proxier.Backends.Ipvs.Servers;

/// <summary>How a virtual server chooses among its real servers.</summary>
/// <param name="Scheduler">As ipvsadm names it.</param>
/// <param name="Flags">Of the scheduler; null without.</param>
internal sealed record Balancing(string Scheduler, string? Flags = null)
{
    private const int LongestName = 15; // IP_VS_SCHEDNAME_MAXLEN less its end

    private static readonly Balancing RoundRobin = new("rr"), WeightedRoundRobin = new("wrr"), WeightedLeastConnection = new("wlc"), LeastConnection = new("lc");

    /// <summary>Without the fallback, every connection that hashes to a real server with weight 0 is refused.</summary>
    private static readonly Balancing SourceHash = new("sh", "sh-fallback");

    /// <summary>By port too, as kube-proxy has it: without, all connections of a client go to one endpoint.</summary>
    private static readonly Balancing Maglev = new("mh", "mh-port");

    /// <summary>What a removed endpoint with weight 0 would do to new connections of the destination hash: refuse them. It goes at once.</summary>
    public bool CanDrain => Scheduler != "dh";

    /// <param name="default">The one of <see cref="IpvsOptions.Scheduler"/>.</param>
    public static Balancing Of(Scheduler scheduler, EndpointPool pool, Balancing @default)
    {
        bool isWeighted = pool.Endpoints.Any(endpoint => endpoint.Weight != 1);
        return scheduler switch
        {
            Core.Graph.Scheduler.RoundRobin => Weighted(RoundRobin, isWeighted),
            Core.Graph.Scheduler.LeastConnection => Weighted(LeastConnection, isWeighted),
            Core.Graph.Scheduler.SourceHash => SourceHash,
            Core.Graph.Scheduler.Maglev => Maglev,
            _ => Weighted(@default, isWeighted),
        };
    }

    /// <summary>What a graph calls it; <see cref="Core.Graph.Scheduler.Default"/> when it has no word for it.</summary>
    public Scheduler Word => Scheduler switch
    {
        "rr" or "wrr" => Core.Graph.Scheduler.RoundRobin,
        "lc" or "wlc" => Core.Graph.Scheduler.LeastConnection,
        "sh" => Core.Graph.Scheduler.SourceHash,
        "mh" => Core.Graph.Scheduler.Maglev,
        _ => Core.Graph.Scheduler.Default,
    };

    /// <exception cref="ArgumentException">No scheduler can have this name.</exception>
    public static Balancing Named(string scheduler) => scheduler switch
    {
        "" => RoundRobin,
        "sh" => SourceHash,
        "mh" => Maglev,
        _ when scheduler.Length <= LongestName && scheduler.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && scheduler[0] != '-' => new Balancing(scheduler),
        _ => throw new ArgumentException("A scheduler's name is at most 15 letters, digits, '_' and '-'.", nameof(scheduler)),
    };

    /// <summary>Plain round robin and least connection do not look at weights.</summary>
    private static Balancing Weighted(Balancing plain, bool isWeighted) => (plain.Scheduler, isWeighted) switch
    {
        ("rr", true) => WeightedRoundRobin,
        ("lc", true) => WeightedLeastConnection,
        _ => plain,
    };
}
