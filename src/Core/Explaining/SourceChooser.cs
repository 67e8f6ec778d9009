using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>Says what happens to the source of a packet that is forwarded.</summary>
internal sealed class SourceChooser(HostAddresses host, PacketHabits habits)
{
    /// <param name="isDetour">It goes to the pool that pods and this node have instead of the other one.</param>
    public SourceRewrite Choose(PacketVerdict verdict, Frontend frontend, bool isDetour, Endpoint endpoint)
    {
        if (habits.ConnectsItself)
            return SourceRewrite.Proxied;
        if (host.Contains(endpoint.Address) && !verdict.Origin.IsNode)
            return SourceRewrite.KeptOnThisNode;
        SourceRewrite asked = IsSeenAsService(verdict, frontend) ? SourceRewrite.NodeAsService : AskedFor(verdict.Origin, frontend, isDetour);
        bool isHairpin = endpoint.Address.Equals(verdict.Packet.Source) && (endpoint.IsLocal || habits.MasqueradesRemoteHairpins);
        return isHairpin && !asked.IsMasqueraded() ? SourceRewrite.Hairpin : asked;
    }

    /// <summary>Where nothing else would rewrite it.</summary>
    private bool IsSeenAsService(PacketVerdict verdict, Frontend frontend) =>
        habits.HoldsServiceAddresses && verdict.Origin.IsNode && frontend.Masquerade == Masquerade.Never
        && (frontend.Kind != FrontendKind.ClusterIP || verdict.Packet.Source.Equals(verdict.Packet.Destination));

    private static SourceRewrite AskedFor(PacketOrigin origin, Frontend frontend, bool isDetour) => frontend switch
    {
        _ when isDetour => origin.IsPod ? SourceRewrite.KeptByLocalPolicy : SourceRewrite.NodeAroundLocalPolicy,
        { Masquerade: Masquerade.Always, Kind: FrontendKind.ClusterIP } => SourceRewrite.MasqueradeAll,
        { Masquerade: Masquerade.Always } => SourceRewrite.ExternalTraffic,
        { Masquerade: Masquerade.FromOutsideTheCluster } => origin.IsPod ? SourceRewrite.KeptForPod : SourceRewrite.FromOutsideTheCluster,
        { Kind: FrontendKind.ClusterIP } => SourceRewrite.KeptWithoutDetector,
        _ => SourceRewrite.KeptByLocalPolicy,
    };
}
