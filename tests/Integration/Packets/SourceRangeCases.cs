using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary><c>loadBalancerSourceRanges</c>.</summary>
public abstract class SourceRangeCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Who_is_in_no_range_gets_silence(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family));

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await ForAllAsync([SecondClient, Node, ClientPod, OtherClientPod], from => from.GetsSilenceAsync(Vip(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Pods_may_be_in_a_range(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family), Plan.Cidr(Plan.ClusterCidrs, family));

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await ClientPod.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await SecondClient.GetsSilenceAsync(Vip(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task The_node_may_when_a_range_holds_its_address(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, family == IpFamily.IPv4 ? "192.0.2.0/24" : "2001:db8:1::/64");

        await Node.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await Client.GetsSilenceAsync(Vip(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Ranges_may_overlap(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family), family == IpFamily.IPv4 ? "198.51.100.0/24" : "2001:db8:51::/48");

        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await SecondClient.GetsSilenceAsync(Vip(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Ranges_of_the_other_family_leave_this_one_open(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family == IpFamily.IPv4 ? IpFamily.IPv6 : IpFamily.IPv4));

        await SecondClient.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Node_port_cluster_ip_and_external_ip_are_open_to_all(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family));

        await SecondClient.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await SecondClient.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await SecondClient.IsAnsweredAsync(new Target(Plan.External(1)[family], 80, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task They_can_be_changed_and_taken_away(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, OnlyClient(family));
        await SecondClient.GetsSilenceAsync(Vip(family, protocol));

        await ProgramAsync(family, protocol, $"{Plan.SecondClient[family]}/{(family == IpFamily.IPv4 ? 32 : 128)}");
        await SecondClient.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await Client.GetsSilenceAsync(Vip(family, protocol));

        await ProgramAsync(family, protocol);
        await Client.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await SecondClient.IsAnsweredAsync(Vip(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    private static string OnlyClient(IpFamily family) => $"{Plan.Client[family]}/{(family == IpFamily.IPv4 ? 32 : 128)}";

    private async Task ProgramAsync(IpFamily family, Protocol protocol, params string[] ranges)
    {
        ServiceManifest web = Balanced(family, protocol) with
        {
            Ports = [new("", protocol, 80, NodePort: 30080)],
            ExternalIPs = [Plan.External(1)[family]],
            SourceRanges = ranges,
        };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));
    }
}
