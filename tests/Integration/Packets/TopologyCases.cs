using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>Hints in slices: which zone or node an endpoint is meant for.</summary>
public abstract class TopologyCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Endpoints_hinted_for_our_zone_get_all(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, ForZone(Pod1, Plan.Zone), ForZone(Pod2, Plan.OtherZone), ForZone(OtherPod1, Plan.Zone));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task When_one_has_no_hint_all_are_used(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, ForZone(Pod1, Plan.Zone), ForZone(Pod2, Plan.OtherZone), OtherPod1);

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task When_none_is_for_our_zone_all_are_used(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, ForZone(Pod1, Plan.OtherZone), ForZone(OtherPod1, Plan.OtherZone));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Endpoints_that_are_not_ready_need_no_hint(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, ForZone(Pod1, Plan.Zone), ForZone(Pod2, Plan.OtherZone), new EndpointManifest(OtherPod1) { IsReady = false });

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Hints_for_our_node_go_before_those_for_our_zone(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, ForNode(Pod1, Plan.NodeName), ForNode(Pod2, Plan.OtherNodeName), ForNode(OtherPod1, Plan.OtherNodeName));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_one_for_our_node_those_for_our_zone_are_used(IpFamily family, Protocol protocol)
    {
        EndpointManifest elsewhere = ForNode(Pod2, Plan.OtherNodeName) with { ZoneHints = [Plan.OtherZone] };
        await ProgramAsync(family, protocol, elsewhere, ForNode(OtherPod1, Plan.OtherNodeName));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Policy_Local_knows_no_hints(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol) with { InternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, ForZone(Pod1, Plan.OtherZone), ForZone(OtherPod1, Plan.Zone)));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Terminating_ones_are_used_whatever_their_hints(IpFamily family, Protocol protocol)
    {
        EndpointManifest here = EndpointManifest.Terminating(Pod1) with { ZoneHints = [Plan.Zone] };
        EndpointManifest elsewhere = EndpointManifest.Terminating(OtherPod1) with { ZoneHints = [Plan.OtherZone] };
        await ProgramAsync(family, protocol, here, elsewhere);

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
    }

    private static EndpointManifest ForZone(Host host, string zone) => new(host) { ZoneHints = [zone] };

    /// <summary>As the slice controller writes them: the zone is the second choice.</summary>
    private static EndpointManifest ForNode(Host host, string node) => new(host) { NodeHints = [node], ZoneHints = [Plan.Zone] };

    private async Task ProgramAsync(IpFamily family, Protocol protocol, params EndpointManifest[] endpoints)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, endpoints));
    }
}
