using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

public abstract class NodePortCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task The_nodes_address_leads_to_every_endpoint_and_masquerades(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        foreach (Host from in EverySortOfClient)
            await from.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_endpoints_it_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);

        await ProgramAsync(web);

        await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(NodePort(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_keeps_the_clients_address_and_stays_on_this_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_is_short_circuited_for_local_pods_and_the_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        // ipvs has one list for each virtual server, so nobody gets another one (§1.7).
        Host[] by = Backend.Name == "ipvs" ? [Pod1] : [Pod1, OtherPod1];
        await ClientPod.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, by);
        await Node.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, by);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_without_a_local_endpoint_is_dropped_except_for_local_pods_and_the_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));

        await ClientPod.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, OtherPod1);
        await Node.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, OtherPod1);
        await Client.GetsSilenceAsync(NodePort(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_without_any_endpoint_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));
        await Node.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, OtherPod1);

        await ProgramAsync(web);

        await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(NodePort(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_does_not_change_the_cluster_ip(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Internal_policy_does_not_change_the_node_port(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { InternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_pod_that_meets_itself_is_masqueraded(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1));

        await Pod1.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Two_services_may_share_a_number_by_protocol(IpFamily family, Protocol protocol)
    {
        ServiceManifest tcp = WebOnNodePort(family, Protocol.Tcp);
        ServiceManifest udp = WebOnNodePort(family, Protocol.Udp) with { Name = "dns", ClusterIPs = [Plan.ClusterIP(2)[family]] };
        await ProgramAsync(tcp, Slice(tcp, family, Pod1), udp, Slice(udp, family, Pod2));

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, protocol == Protocol.Tcp ? Pod1 : Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Only_the_nodes_own_addresses_have_node_ports(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);

        await Client.IsRefusedAsync(new Target(Pod2.Addresses[family], 30080, protocol));
        await ClientPod.IsRefusedAsync(new Target(OtherPod1.Addresses[family], 30080, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task An_address_that_the_Node_object_does_not_name_answers_by_the_default_of_the_mode(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
        Target secondary = new(Plan.SecondaryNode[family], 30080, protocol);

        // The default of --nodeport-addresses is "primary" for nftables, every address for the older modes (§1.12).
        if (Backend.Name == "nft")
            await Client.IsRefusedAsync(secondary);
        else
            await Client.IsAnsweredAsync(secondary, Seen.AsNode, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Loopback_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);

        await Node.IsRefusedAsync(new Target(family == IpFamily.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback, 30080, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_released_node_port_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web, slice);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);

        await ProgramAsync(Web(family, protocol), slice);

        await Client.IsRefusedAsync(NodePort(family, protocol));
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }
}
