using System.Net;
using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>Says what becomes of the first packet of a connection. Pure: a function of the graph, the host's addresses and the backend's habits.</summary>
public sealed class PacketExplainer(FamilyGraph graph, HostAddresses host, PacketHabits habits)
{
    private readonly FrontendLookup _lookup = new(graph, host);

    public PacketVerdict Explain(Packet packet)
    {
        var verdict = new PacketVerdict(packet, OriginOf(packet), Fate.Untouched, Cause.NoService);
        if (IPAddress.IsLoopback(packet.Destination) && !verdict.Origin.IsNode)
            return verdict with { Fate = Fate.Dropped, Cause = Cause.ForeignLoopback };
        OwnedFrontend[] meant = [.. _lookup.For(packet)];
        return meant.Select(owned => Guarded(verdict, owned)).FirstOrDefault(found => found is not null)
            ?? Forwarded(verdict, meant.FirstOrDefault(owned => owned.IsReachable))
            ?? Refused(verdict, meant.FirstOrDefault(owned => owned.Frontend.Pool.IsEmpty))
            ?? Nobodys(verdict);
    }

    private PacketOrigin OriginOf(Packet packet) => new(graph.Node.PodSource switch
    {
        null => false,
        PodSource.Range range => range.Network.Contains(packet.Source),
        PodSource.Interface single => packet.InInterface == single.Name,
        PodSource.InterfacePrefix prefix => packet.InInterface?.StartsWith(prefix.Prefix, StringComparison.Ordinal) == true,
        _ => throw new InvalidOperationException($"Pod source {graph.Node.PodSource} is not known."),
    }, host.Contains(packet.Source));

    private PacketVerdict? Guarded(PacketVerdict verdict, OwnedFrontend owned) =>
        owned.Frontend.AllowedSources is { } allowed && (owned.IsReachable || habits.ChecksSourcesWithoutEndpoints)
        && !allowed.Any(range => range.Contains(verdict.Packet.Source))
            ? Of(verdict, owned, Fate.Dropped, Cause.SourceNotAllowed)
            : null;

    private PacketVerdict? Forwarded(PacketVerdict verdict, OwnedFrontend? owned)
    {
        if (owned is not { Frontend: var frontend })
            return null;
        EndpointPool? around = habits.TakesShortCircuits && (verdict.Origin.IsPod || verdict.Origin.IsNode) ? frontend.ShortCircuitPool : null;
        bool isDetour = around is { IsEmpty: false };
        EndpointPool pool = isDetour ? around! : frontend.Pool; // just asked
        if (pool.IsEmpty)
            return null;
        double total = pool.Endpoints.Sum(endpoint => endpoint.Weight);
        return Of(verdict, owned, Fate.Forwarded, Cause.HasEndpoints) with
        {
            TakesShortCircuit = isDetour,
            Candidates = pool.Endpoints
                .Select(endpoint => new Candidate(endpoint, endpoint.Weight / total, SourceOf(verdict, frontend, isDetour, endpoint)))
                .ToEquatableArray(),
        };
    }

    private SourceRewrite SourceOf(PacketVerdict verdict, Frontend frontend, bool isDetour, Endpoint endpoint)
    {
        SourceRewrite asked = AskedFor(verdict.Origin, frontend, isDetour);
        bool isHairpin = endpoint.Address.Equals(verdict.Packet.Source) && (endpoint.IsLocal || habits.MasqueradesRemoteHairpins);
        if (host.Contains(endpoint.Address) && !verdict.Origin.IsNode)
            return SourceRewrite.KeptOnThisNode;
        return isHairpin && !asked.IsMasqueraded() ? SourceRewrite.Hairpin : asked;
    }

    private static SourceRewrite AskedFor(PacketOrigin origin, Frontend frontend, bool isDetour) => frontend switch
    {
        _ when isDetour => origin.IsPod ? SourceRewrite.KeptByLocalPolicy : SourceRewrite.NodeAroundLocalPolicy,
        { Masquerade: Masquerade.Always, Kind: FrontendKind.ClusterIP } => SourceRewrite.MasqueradeAll,
        { Masquerade: Masquerade.Always } => SourceRewrite.ExternalTraffic,
        { Masquerade: Masquerade.FromOutsideTheCluster } => origin.IsPod ? SourceRewrite.KeptForPod : SourceRewrite.FromOutsideTheCluster,
        { Kind: FrontendKind.ClusterIP } => SourceRewrite.KeptWithoutDetector,
        _ => SourceRewrite.KeptByLocalPolicy,
    };

    private static PacketVerdict? Refused(PacketVerdict verdict, OwnedFrontend? owned) => owned?.Frontend.OnEmpty switch
    {
        null => null,
        EmptyAction.Drop => Of(verdict, owned, Fate.Dropped, Cause.NoLocalEndpoints),
        _ => Of(verdict, owned, Fate.Refused, Cause.NoEndpoints),
    };

    private PacketVerdict Nobodys(PacketVerdict verdict)
    {
        Packet packet = verdict.Packet;
        if (habits.GuardsClusterIPs && _lookup.AnyPortOf(packet.Destination) is { } owned)
            return Of(verdict, owned, Fate.Refused, Cause.UnusedPort);
        if (habits.GuardsClusterIPs && graph.Node.ServiceRanges.Any(range => range.Contains(packet.Destination)))
            return verdict with { Fate = Fate.Dropped, Cause = Cause.UnusedClusterIP };
        return _lookup.NodePort(packet.Protocol, packet.Port) is { } elsewhere && host.Contains(packet.Destination)
            ? Of(verdict, elsewhere, Fate.Untouched, Cause.NotANodePortAddress)
            : verdict;
    }

    private static PacketVerdict Of(PacketVerdict verdict, OwnedFrontend owned, Fate fate, Cause cause) =>
        verdict with { Fate = fate, Cause = cause, Owner = owned.Owner, Frontend = owned.Frontend };
}
