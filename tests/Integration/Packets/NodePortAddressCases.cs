using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>The option <c>--nodeport-addresses</c>.</summary>
public abstract class NodePortAddressCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Primary_means_the_addresses_of_the_Node_object(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, "primary");

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
        await Client.IsRefusedAsync(Secondary(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task All_means_every_address_of_the_node(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, "all");

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
        await Client.IsAnsweredAsync(Secondary(family, protocol), Seen.AsNode, Pod1);
        await ClientPod.IsAnsweredAsync(new Target(Plan.PodGateway[family], 30080, protocol), Seen.AsNode, Pod1);
        await Client.IsRefusedAsync(new Target(Pod2.Addresses[family], 30080, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Ranges_mean_the_nodes_addresses_inside_them(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, "192.0.2.3/32", "2001:db8:1::3/128");

        await Client.IsAnsweredAsync(Secondary(family, protocol), Seen.AsNode, Pod1);
        await Client.IsRefusedAsync(NodePort(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Ranges_of_the_other_family_only_leave_this_one_with_all(IpFamily family, Protocol protocol)
    {
        await StartWithAsync(family, protocol, family == IpFamily.IPv4 ? "2001:db8:1::3/128" : "192.0.2.3/32");

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);
        await Client.IsAnsweredAsync(Secondary(family, protocol), Seen.AsNode, Pod1);
    }

    private async Task StartWithAsync(IpFamily family, Protocol protocol, params string[] addresses)
    {
        await StartAsync(Arguments with { NodePortAddresses = [.. addresses] });
        ServiceManifest web = WebOnNodePort(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
    }

    private static Target Secondary(IpFamily family, Protocol protocol) => new(Plan.SecondaryNode[family], 30080, protocol);
}
