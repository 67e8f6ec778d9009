using Proxier.Core.Objects;
using Proxier.Integration.Backends;
using Proxier.Integration.Packets;
using Proxier.Integration.Uml;
using Proxier.Testing.Manifests;

namespace Proxier.Integration.Ipvs;

/// <summary>kubernetes#72236: the addresses of services are this node's own, and its other ports must not be reached by them.</summary>
[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsOwnPortsTests(ProxiedTestbed<IpvsUnderTest> proxied) : PacketCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>
{
    [Theory, EveryFamilyAndProtocol]
    public async Task What_this_node_listens_on_is_not_reached_by_the_address_of_a_service(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Balanced(family, protocol);
        await ProgramAsync(web, Slice(web, family, Node));
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Node); // it listens, on 8080

        foreach (Target address in new[] { ClusterIP(family, protocol, port: 8080), Vip(family, protocol, port: 8080) })
            await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(address));
    }
}
