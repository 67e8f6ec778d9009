using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>What becomes of a packet, and everything that had a part in it.</summary>
public sealed record PacketVerdict(Packet Packet, PacketOrigin Origin, Fate Fate, Cause Cause)
{
    /// <summary>The service port that the packet is for; null when there is none.</summary>
    public ServicePort? Owner { get; init; }

    /// <summary>One of the owner's.</summary>
    public Frontend? Frontend { get; init; }

    /// <summary>With <c>externalTrafficPolicy: Local</c> pods and this node reach all endpoints instead.</summary>
    public bool TakesShortCircuit { get; init; }

    /// <summary>Empty unless it is forwarded.</summary>
    public EquatableArray<Candidate> Candidates { get; init; }
}
