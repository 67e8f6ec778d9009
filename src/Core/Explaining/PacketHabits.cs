using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>Where backends truly differ in what becomes of a packet. All else is decided in the graph.</summary>
public sealed record PacketHabits
{
    /// <summary>Refuses ports that a cluster IP does not have, and drops what is for a cluster IP that no Service has.</summary>
    public bool GuardsClusterIPs { get; init; }

    /// <summary>
    /// The addresses of Services are addresses of this node: it refuses ports that they do not have, and is seen under the one that it asks
    /// unless its source is rewritten.
    /// </summary>
    public bool HoldsServiceAddresses { get; init; }

    /// <summary>Source ranges hold also where there is no endpoint to keep anybody from.</summary>
    public bool ChecksSourcesWithoutEndpoints { get; init; }

    /// <summary>The load balancer addresses of a service port have one list of source ranges.</summary>
    public bool SharesSourceRanges { get; init; }

    /// <summary>A frontend has one pool for everybody: pods and this node reach another one only where strangers have none.</summary>
    public bool HasOnePool { get; init; }

    /// <summary>Node ports answer neither on loopback nor on addresses that mean something on one link only.</summary>
    public bool HasGlobalNodePortsOnly { get; init; }

    /// <summary>Rewrites the source also where an endpoint of another node meets itself on a detour through this one.</summary>
    public bool MasqueradesRemoteHairpins { get; init; }

    /// <summary>A program of this node connects to endpoints, whoever the client is.</summary>
    public bool ConnectsItself { get; init; }

    public bool ForwardsSctp { get; init; } = true;

    /// <summary>Spreads connections where nothing else is asked for, or what is asked for is not possible.</summary>
    public Scheduler DefaultScheduler { get; init; } = Scheduler.Random;
}
