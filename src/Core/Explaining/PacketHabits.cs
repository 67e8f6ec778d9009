namespace Proxier.Core.Explaining;

/// <summary>Where backends truly differ in what becomes of a packet. All else is decided in the graph.</summary>
public sealed record PacketHabits
{
    /// <summary>Refuses ports that a cluster IP does not have, and drops what is for a cluster IP that no Service has.</summary>
    public bool GuardsClusterIPs { get; init; }

    /// <summary>Source ranges hold also where there is no endpoint to keep anybody from.</summary>
    public bool ChecksSourcesWithoutEndpoints { get; init; }

    /// <summary>Pods and this node reach all endpoints whatever <c>externalTrafficPolicy</c> says.</summary>
    public bool TakesShortCircuits { get; init; } = true;

    /// <summary>Rewrites the source also where an endpoint of another node meets itself on a detour through this one.</summary>
    public bool MasqueradesRemoteHairpins { get; init; }
}
