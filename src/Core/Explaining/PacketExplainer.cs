using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Explaining;

/// <summary>Says what becomes of the first packet of a connection. Pure: a function of the graph, the host's addresses and the backend's habits.</summary>
public sealed class PacketExplainer(FamilyGraph graph, HostAddresses host, PacketHabits habits)
{
    private readonly FrontendLookup _lookup = new(graph, host, habits);
    private readonly SourceChooser _sources = new(host, habits);

    public PacketVerdict Explain(Packet packet)
    {
        var verdict = new PacketVerdict(packet, OriginOf(packet), Fate.Untouched, Cause.NoService);
        if (IPAddress.IsLoopback(packet.Destination) && !verdict.Origin.IsNode)
            return verdict with { Fate = Fate.Dropped, Cause = Cause.ForeignLoopback };
        OwnedFrontend[] meant = [.. _lookup.For(packet)];
        if (packet.Protocol == Protocol.Sctp && !habits.ForwardsSctp && meant.Length > 0)
            return NotForwarded(verdict, meant[0]);
        return meant.Select(owned => Guarded(verdict, owned)).FirstOrDefault(found => found is not null)
            ?? Forwarded(verdict, meant.FirstOrDefault(owned => owned.IsReachable))
            ?? Refused(verdict, meant.FirstOrDefault(owned => owned.Frontend.Pool.IsEmpty))
            ?? Nobodys(verdict);
    }

    /// <summary>What this node has for its source on the way there: the destination if that is its own, else its primary address; null if none is known.</summary>
    public IPAddress? SourceOfNode(IPAddress destination) => IsOfNode(destination) ? destination : host.All.Count > 0 ? host.All[0] : null;

    private PacketOrigin OriginOf(Packet packet) => new(graph.Node.PodSource switch
    {
        null => false,
        PodSource.Range range => range.Network.Contains(packet.Source),
        PodSource.Interface single => packet.InInterface == single.Name,
        PodSource.InterfacePrefix prefix => packet.InInterface?.StartsWith(prefix.Prefix, StringComparison.Ordinal) == true,
        _ => throw new InvalidOperationException($"Pod source {graph.Node.PodSource} is not known."),
    }, IsOfNode(packet.Source));

    private bool IsOfNode(IPAddress address) => host.Contains(address) || (habits.HoldsServiceAddresses && _lookup.OwnerOf(address) is not null);

    private PacketVerdict? Guarded(PacketVerdict verdict, OwnedFrontend owned) =>
        owned.AllowedSources(habits.SharesSourceRanges) is { } allowed && (owned.IsReachable || habits.ChecksSourcesWithoutEndpoints)
        && !allowed.Any(range => range.Contains(verdict.Packet.Source))
            ? Of(verdict, owned, Fate.Dropped, Cause.SourceNotAllowed)
            : null;

    private PacketVerdict? Forwarded(PacketVerdict verdict, OwnedFrontend? owned)
    {
        if (owned is not { Frontend: var frontend })
            return null;
        bool mayDetour = (verdict.Origin.IsPod || verdict.Origin.IsNode) && (frontend.Pool.IsEmpty || !habits.HasOnePool);
        EndpointPool? around = mayDetour ? frontend.ShortCircuitPool : null;
        bool isDetour = around is { IsEmpty: false };
        EndpointPool pool = isDetour ? around! : frontend.Pool; // just asked
        if (pool.IsEmpty)
            return null;
        double total = pool.Endpoints.Sum(endpoint => endpoint.Weight);
        return Of(verdict, owned, Fate.Forwarded, Cause.HasEndpoints) with
        {
            TakesShortCircuit = isDetour,
            Candidates = pool.Endpoints
                .Select(endpoint => new Candidate(endpoint, endpoint.Weight / total, _sources.Choose(verdict, frontend, isDetour, endpoint)))
                .ToEquatableArray(),
        };
    }

    private static PacketVerdict? Refused(PacketVerdict verdict, OwnedFrontend? owned) => owned?.Frontend.OnEmpty switch
    {
        null => null,
        EmptyAction.Drop => Of(verdict, owned, Fate.Dropped, Cause.NoLocalEndpoints),
        _ => Of(verdict, owned, Fate.Refused, Cause.NoEndpoints),
    };

    private PacketVerdict NotForwarded(PacketVerdict verdict, OwnedFrontend owned)
    {
        bool isGuarded = habits.GuardsClusterIPs && owned.Frontend.Kind == FrontendKind.ClusterIP;
        return Of(verdict, owned, isGuarded ? Fate.Refused : Fate.Untouched, Cause.UnsupportedProtocol);
    }

    private PacketVerdict Nobodys(PacketVerdict verdict)
    {
        Packet packet = verdict.Packet;
        if (_lookup.GuardOf(packet) is { } owned)
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
