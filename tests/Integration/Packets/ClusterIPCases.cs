using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

public abstract class ClusterIPCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Connections_from_everywhere_reach_every_ready_endpoint(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, Pod2, OtherPod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2, OtherPod1);
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2, OtherPod1);
        await Node.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, Pod2, OtherPod1);
    }

    /// <summary>Only endpoints of this node: another node's pod would answer its neighbour directly, past the node that translated.</summary>
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_pod_of_another_node_that_comes_through_this_one_keeps_its_address(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, Pod2));

        await OtherClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Endpoints_share_the_connections_evenly_also_when_two_slices_name_one(IpFamily family, Protocol protocol)
    {
        const int Connections = 600, Fair = Connections / 3;
        ServiceManifest web = Web(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1, Pod2);
        await ProgramAsync(web, slice, slice with { Name = "web-2", Endpoints = [Pod1, OtherPod1] });

        IReadOnlyList<Outcome.Answered> answers = await ClientPod.AnswersAsync(ClusterIP(family, protocol), Connections);

        // Standard deviation 11.5: chance stays within 60 in all but one of five million runs. Counted twice, Pod1 would have 300.
        Assert.All(answers.CountBy(answer => answer.By), share => Assert.InRange(share.Value, Fair - 60, Fair + 60));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task An_endpoint_that_is_not_ready_gets_nothing(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, new EndpointManifest(Pod2) { IsReady = false }, OtherPod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_endpoints_it_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, new EndpointManifest(Pod1) { IsReady = false, IsServing = false }));

        await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(ClusterIP(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_port_or_protocol_that_the_service_does_not_have_is_refused(IpFamily family, Protocol protocol)
    {
        Protocol otherProtocol = protocol == Protocol.Tcp ? Protocol.Udp : Protocol.Tcp;
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));

        foreach (Target unused in new[] { ClusterIP(family, protocol, port: 81), ClusterIP(family, otherProtocol) })
            await ForAllAsync(EverySortOfClient, from => PassesUnusedPorts ? from.IsLetPassAsync(unused) : from.IsRefusedAsync(unused));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task An_address_of_the_service_range_that_no_service_has_is_dropped(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));

        Target nobody = ClusterIP(family, protocol, number: 99);
        await ForAllAsync(EverySortOfClient, from => PassesUnusedAddresses ? from.IsLetPassAsync(nobody) : from.GetsSilenceAsync(nobody));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Each_port_leads_to_its_own_target_port(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol) with { Ports = [new("http", protocol, 80), new("admin", protocol, 81)] };
        SliceManifest slice = Slice(web, family, Pod1, OtherPod1) with { Ports = [new("http", protocol, 8080), new("admin", protocol, 9090)] };
        await ProgramAsync(web, slice);

        Assert.All(await ClientPod.AnswersAsync(ClusterIP(family, protocol, port: 80), 10), answer => Assert.Equal(8080, answer.Port));
        Assert.All(await ClientPod.AnswersAsync(ClusterIP(family, protocol, port: 81), 10), answer => Assert.Equal(9090, answer.Port));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_port_name_may_mean_another_number_in_each_slice(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        SliceManifest first = Slice(web, family, Pod1);
        SliceManifest second = Slice(web, family, Pod2) with { Name = "web-2", Ports = [new("", protocol, 9090)] };
        await ProgramAsync(web, first, second);

        IReadOnlyList<Outcome.Answered> answers = await ClientPod.AnswersAsync(ClusterIP(family, protocol), 40);

        Assert.Equal([("pod1", 8080), ("pod2", 9090)], answers.Select(answer => (answer.By, answer.Port)).Distinct().Order());
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task One_port_number_serves_TCP_and_UDP_and_losing_one_leaves_the_other(IpFamily family, Protocol protocol)
    {
        PortManifest tcp = new("tcp", Protocol.Tcp, 80), udp = new("udp", Protocol.Udp, 80);
        ServiceManifest both = Web(family, protocol) with { Ports = [tcp, udp] };
        SliceManifest slice = Slice(both, family, Pod1) with { Ports = [tcp with { Port = 8080 }, udp with { Port = 8081 }] };
        await ProgramAsync(both, slice);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, Protocol.Tcp), Seen.AsItself, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, Protocol.Udp), Seen.AsItself, Pod1);

        PortManifest kept = protocol == Protocol.Tcp ? tcp : udp, lost = protocol == Protocol.Tcp ? udp : tcp;
        await ProgramAsync(both with { Ports = [kept] }, slice);

        await ClientPod.IsAnsweredAsync(ClusterIP(family, kept.Protocol), Seen.AsItself, Pod1);
        Target gone = ClusterIP(family, lost.Protocol);
        await (PassesUnusedPorts ? ClientPod.IsLetPassAsync(gone) : ClientPod.IsRefusedAsync(gone));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_pod_that_meets_itself_is_masqueraded(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));

        await Pod1.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1);
        await Pod2.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task An_endpoint_on_the_host_network_answers(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Node));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Node);
        await Node.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Node);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Internal_policy_Local_stays_on_this_node(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol) with { InternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
        await Node.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Internal_policy_Local_without_a_local_endpoint_is_dropped(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol) with { InternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));

        await ForAllAsync([Node, ClientPod], from => from.GetsSilenceAsync(ClusterIP(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Internal_policy_Local_without_any_endpoint_is_refused(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(Web(family, protocol) with { InternalPolicy = TrafficPolicy.Local });

        await ForAllAsync([Node, ClientPod], from => from.IsRefusedAsync(ClusterIP(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Traffic_that_is_for_no_service_is_left_alone(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, OtherPod1);

        await Bed.Pods[2].IsAnsweredAsync(new Target(OtherPod1.Addresses[family], 8080, protocol), Seen.AsItself, OtherPod1); // also past a proxy
        await Bed.Client.IsAnsweredAsync(new Target(Pod1.Addresses[family], 8080, protocol), Seen.AsItself, Pod1);
        await Client.IsRefusedAsync(new Target(Pod1.Addresses[family], 80, protocol));
    }

    /// <summary>Only nftables looks at cluster IPs after translation; iptables has no rule that would (§1.14).</summary>
    private bool PassesUnusedPorts => Backend.Name == "iptables";

    /// <summary>ipvs refuses unused ports of the addresses that it holds, and knows no others.</summary>
    private bool PassesUnusedAddresses => Backend.Name is "iptables" or "ipvs";
}
