using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary><c>externalIPs</c> that no node holds.</summary>
public abstract class ExternalIPCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task It_leads_to_every_endpoint_and_masquerades(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WithExternalIP(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        foreach (Host from in EverySortOfClient)
            await from.IsAnsweredAsync(External(family, protocol), Seen.AsNode, Pod1, OtherPod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task External_policy_Local_counts_also_for_type_ClusterIP(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WithExternalIP(family, protocol) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        await Client.IsAnsweredAsync(External(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Without_endpoints_it_is_refused(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(WithExternalIP(family, protocol));

        await ForAllAsync(EverySortOfClient, from => from.IsRefusedAsync(External(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task One_of_the_other_family_is_ignored(IpFamily family, Protocol protocol)
    {
        IpFamily otherFamily = family == IpFamily.IPv4 ? IpFamily.IPv6 : IpFamily.IPv4;
        ServiceManifest web = Web(family, protocol) with { ExternalIPs = [Plan.External(1)[otherFamily]] };
        await ProgramAsync(web, Slice(web, family, Pod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
        await Client.IsLetPassAsync(External(otherFamily, protocol));
    }

    private static ServiceManifest WithExternalIP(IpFamily family, Protocol protocol) =>
        Web(family, protocol) with { ExternalIPs = [Plan.External(1)[family]] };

    private static Target External(IpFamily family, Protocol protocol) => new(Plan.External(1)[family], 80, protocol);
}
