using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>One service in two families.</summary>
public abstract class DualStackCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task It_answers_in_both_whichever_is_first(IpFamily first, Protocol protocol)
    {
        ServiceManifest web = DualStack(first, protocol);
        await ProgramAsync(web, Slice(web, IpFamily.IPv4, Pod1), Slice(web, IpFamily.IPv6, Pod2) with { Name = "web-2" });

        await ClientPod.IsAnsweredAsync(ClusterIP(IpFamily.IPv4, protocol), Seen.AsItself, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(IpFamily.IPv6, protocol), Seen.AsItself, Pod2);
        await Client.IsAnsweredAsync(NodePort(IpFamily.IPv4, protocol), Seen.AsNode, Pod1);
        await Client.IsAnsweredAsync(NodePort(IpFamily.IPv6, protocol), Seen.AsNode, Pod2);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Endpoints_in_one_family_only_leave_the_other_refused(IpFamily served, Protocol protocol)
    {
        IpFamily other = served == IpFamily.IPv4 ? IpFamily.IPv6 : IpFamily.IPv4;
        ServiceManifest web = DualStack(served, protocol);
        await ProgramAsync(web, Slice(web, served, Pod1));

        await ClientPod.IsAnsweredAsync(ClusterIP(served, protocol), Seen.AsItself, Pod1);
        await ClientPod.IsRefusedAsync(ClusterIP(other, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_family_can_be_added_and_taken_away(IpFamily kept, Protocol protocol)
    {
        IpFamily other = kept == IpFamily.IPv4 ? IpFamily.IPv6 : IpFamily.IPv4;
        ServiceManifest web = DualStack(kept, protocol);
        Manifest[] slices = [Slice(web, kept, Pod1), Slice(web, other, Pod2) with { Name = "web-2" }];
        await ProgramAsync([web with { ClusterIPs = [Plan.ClusterIP(1)[kept]] }, .. slices]);
        await Client.IsRefusedAsync(NodePort(other, protocol));

        await ProgramAsync([web, .. slices]);
        await Client.IsAnsweredAsync(NodePort(other, protocol), Seen.AsNode, Pod2);

        await ProgramAsync([web with { ClusterIPs = [Plan.ClusterIP(1)[kept]] }, .. slices]);
        await Client.IsRefusedAsync(NodePort(other, protocol));
        await Client.IsAnsweredAsync(NodePort(kept, protocol), Seen.AsNode, Pod1);
    }

    private static ServiceManifest DualStack(IpFamily first, Protocol protocol)
    {
        AddressPair pair = Plan.ClusterIP(1);
        return WebOnNodePort(first, protocol) with { ClusterIPs = first == IpFamily.IPv4 ? [pair.IPv4, pair.IPv6] : [pair.IPv6, pair.IPv4] };
    }
}
