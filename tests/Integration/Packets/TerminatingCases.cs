using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>Endpoints on their way out serve while nobody else does.</summary>
public abstract class TerminatingCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task They_get_nothing_while_another_is_ready(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, EndpointManifest.Terminating(Pod1), OtherPod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, OtherPod1);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Policy_Cluster_falls_back_to_those_that_still_serve(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, EndpointManifest.Terminating(Pod1), EndpointManifest.Terminating(OtherPod1), NoLongerServing(Pod2)));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Policy_Local_falls_back_by_itself_while_Cluster_has_ready_ones(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, EndpointManifest.Terminating(Pod1), OtherPod1));

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Internal_policy_Local_falls_back_to_local_ones_only(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol) with { InternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, EndpointManifest.Terminating(Pod1), EndpointManifest.Terminating(OtherPod1)));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Those_that_serve_no_more_count_as_gone(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, NoLongerServing(Pod1)));

        await ForAllAsync([Node, ClientPod], from => from.IsRefusedAsync(ClusterIP(family, protocol)));
    }

    private static EndpointManifest NoLongerServing(Host host) => EndpointManifest.Terminating(host) with { IsServing = false };
}
