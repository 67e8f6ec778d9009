using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

public abstract class LoadBalancerCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Each_of_its_addresses_leads_to_every_endpoint_and_masquerades(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol) with { LoadBalancerIPs = [Plan.LoadBalancer(1)[family], Plan.LoadBalancer(2)[family]] };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        foreach (Host from in EverySortOfClient)
        {
            await from.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
            await from.IsAnsweredAsync(Vip(family, protocol, number: 2), Seen.AsNode, Pod1, OtherPod1);
        }
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task With_ipMode_Proxy_the_address_is_left_to_the_load_balancer(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol) with { LoadBalancerIPMode = "Proxy" };
        await ProgramAsync(web, Slice(web, family, Pod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
        await ForAllAsync(EverySortOfClient, from => from.IsLetPassAsync(Vip(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_port_that_the_service_does_not_have_is_none_of_our_business(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1);
        // ipvs holds the address on kube-ipvs0, so the node itself is meant (§1.14, §1.16).
        Target unused = Vip(family, protocol, port: 81);
        await ForAllAsync(EverySortOfClient, from => Backend.Name == "ipvs" ? from.IsRefusedAsync(unused) : from.IsLetPassAsync(unused));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_endpoints_it_is_refused(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(Balanced(family, protocol));

        await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(Vip(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_keeps_the_clients_address_and_stays_on_this_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsItself, Pod1);
        // ipvs has one list for each virtual server, so nobody gets another one (§1.7).
        Host[] forLocals = Backend.Name == "ipvs" ? [Pod1] : [Pod1, OtherPod1];
        await ClientPod.IsAnsweredAsync(Vip(family, protocol), Seen.AsItself, forLocals);
        await Node.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, forLocals);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_without_a_local_endpoint_is_dropped_except_for_local_pods_and_the_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));

        await ClientPod.IsAnsweredAsync(Vip(family, protocol), Seen.AsItself, OtherPod1);
        await Node.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, OtherPod1);
        await Client.GetsSilenceAsync(Vip(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Node_port_and_cluster_ip_answer_beside_it(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol) with { Ports = [new("", protocol, 80, NodePort: 30080)] };
        await ProgramAsync(web, Slice(web, family, Pod1));

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Its_address_comes_and_goes_with_the_status(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web with { LoadBalancerIPs = [] }, slice);
        await Client.IsLetPassAsync(Vip(family, protocol));

        await ProgramAsync(web, slice);
        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1);

        await ProgramAsync(web with { LoadBalancerIPs = [] }, slice);
        await Client.IsLetPassAsync(Vip(family, protocol));
    }
}
