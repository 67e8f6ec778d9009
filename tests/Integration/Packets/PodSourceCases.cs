using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>How pods are told from others, and who is masqueraded on the way to a cluster IP: <c>--detect-local-mode</c>, <c>--masquerade-all</c>.</summary>
public abstract class PodSourceCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task NodeCIDR_takes_the_other_nodes_pods_for_strangers(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "NodeCIDR" });

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
        await OtherClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task InterfaceNamePrefix_knows_pods_by_their_links(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "InterfaceNamePrefix", InterfaceNamePrefix = "pod" });

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
        await OtherClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
        await Node.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task BridgeInterface_knows_pods_by_one_link(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "BridgeInterface", BridgeInterface = "pod3" });

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Interfaces_decide_the_short_circuit_too(IpFamily family, Protocol protocol)
    {
        await StartAsync(new GraphArguments { NodeName = Plan.NodeName, DetectLocalMode = "InterfaceNamePrefix", InterfaceNamePrefix = "pod" });
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));

        await ClientPod.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, OtherPod1);
        await Node.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_a_cluster_cidr_nobody_is_masqueraded_on_the_way_to_a_cluster_ip(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, new GraphArguments { NodeName = Plan.NodeName });

        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
        await Pod1.IsAnsweredAsync(ClusterIP(family, protocol), by => by == Pod1 ? Seen.AsNode : Seen.AsItself, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task MasqueradeAll_masquerades_pods_too(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, Arguments with { MasqueradeAll = true });

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Another_masquerade_bit_masquerades_as_well(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, Arguments with { MasqueradeBit = 31 });

        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
    }

    private async Task StartWithAsync(IpFamily family, Protocol protocol, GraphArguments arguments)
    {
        await StartAsync(arguments);
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, Pod2));
    }
}
