using System.Diagnostics;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary><c>sessionAffinity: ClientIP</c>.</summary>
public abstract class AffinityCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    private const int Hours = 10800;

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_client_keeps_its_endpoint(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, Hours);

        foreach (Host from in (IEnumerable<Host>)[ClientPod, Client, Node])
            await SticksAsync(from, ClusterIP(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task All_addresses_of_a_service_port_share_it(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, Hours);

        string byClusterIP = await SticksAsync(Client, ClusterIP(family, protocol));
        string byNodePort = await SticksAsync(Client, NodePort(family, protocol));
        string byVip = await SticksAsync(Client, Vip(family, protocol));

        // In ipvs, each address is a virtual server with a memory of its own (§1.11).
        if (Backend.Name != "ipvs")
            Assert.Equal((byClusterIP, byClusterIP), (byNodePort, byVip));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Clients_are_spread(IpFamily family, Protocol protocol)
    {
        // Six clients and three endpoints: by chance all have the same one in one of 243 rounds, so a round may be lost.
        await Eventually.TrueAsync(
            async () =>
            {
                await ProgramAsync();
                await ProgramAsync(family, protocol, Hours);
                Outcome.Answered[] answers = await Task.WhenAll(AllClients.Select(from => from.AnswerAsync(ClusterIP(family, protocol))));
                return answers.DistinctBy(answer => answer.By).Count() > 1;
            },
            Patience.Limit,
            "all clients have the same endpoint");
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Each_new_connection_starts_the_timeout_anew(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, seconds: 2);
        long started = Stopwatch.GetTimestamp();
        string kept = (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).By;

        for (long last = started; Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5);)
        {
            await Task.Delay(500);
            long asked = Stopwatch.GetTimestamp();
            string by = (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).By;
            // A machine so busy that the timeout passed meanwhile proves nothing.
            if (Stopwatch.GetElapsedTime(last) < TimeSpan.FromSeconds(1.5))
                Assert.Equal(kept, by);
            (kept, last) = (by, asked);
        }
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task After_the_timeout_the_client_is_balanced_again(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, seconds: 1);
        string first = (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).By;

        // In ipvs, the timeout begins when the kernel has forgotten the client's connections: minutes after they ended (§1.11, kubernetes#89358).
        if (Backend.Name == "ipvs")
            return;

        await Eventually.TrueAsync(
            async () =>
            {
                // Longer than the timeout, or the question itself would keep the old answer alive.
                await Task.Delay(1300);
                return (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).By != first;
            },
            Patience.Limit,
            $"{first} still answers");
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_removed_endpoint_is_never_chosen_again(IpFamily family, Protocol protocol)
    {
        Host[] endpoints = [Pod1, Pod2, OtherPod1];
        await ProgramAsync(family, protocol, Hours, endpoints);
        string first = await SticksAsync(ClientPod, ClusterIP(family, protocol));

        await ProgramAsync(family, protocol, Hours, [.. endpoints.Where(host => host.Name != first)]);

        Assert.NotEqual(first, await SticksAsync(ClientPod, ClusterIP(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_client_keeps_its_endpoint_while_others_come_and_go(IpFamily family, Protocol protocol)
    {
        Host[] endpoints = [Pod1, Pod2, OtherPod1];
        await ProgramAsync(family, protocol, Hours, endpoints);
        string first = await SticksAsync(ClientPod, ClusterIP(family, protocol));
        Host own = endpoints.Single(host => host.Name == first);

        await ProgramAsync(family, protocol, Hours, own);
        await ProgramAsync(family, protocol, Hours, [.. endpoints, Node]);

        Assert.Equal(first, await SticksAsync(ClientPod, ClusterIP(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task It_can_be_switched_off_and_on(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, Hours);
        await SticksAsync(ClientPod, ClusterIP(family, protocol));

        await ProgramAsync(family, protocol, seconds: null);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, Pod2, OtherPod1);

        await ProgramAsync(family, protocol, Hours);
        await SticksAsync(ClientPod, ClusterIP(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task An_endpoint_that_Local_does_not_have_is_not_used_there(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Sticky(family, protocol, Hours) with { ExternalPolicy = TrafficPolicy.Local };
        await ProgramAsync(web, Slice(web, family, OtherPod1));
        Assert.Equal("other1", await SticksAsync(Client, ClusterIP(family, protocol)));

        await ProgramAsync(web, Slice(web, family, Pod1, OtherPod1));

        Assert.Equal("pod1", await SticksAsync(Client, NodePort(family, protocol)));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_pod_may_stick_to_itself(IpFamily family, Protocol protocol)
    {
        await ProgramAsync(family, protocol, Hours, Pod1);

        await Pod1.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1);
    }

    private Host[] AllClients => [Client, SecondClient, Node, .. Bed.Pods];

    private static ServiceManifest Sticky(IpFamily family, Protocol protocol, int? seconds) => Balanced(family, protocol) with
    {
        Ports = [new("", protocol, 80, NodePort: 30080)],
        AffinitySeconds = seconds,
    };

    private Task ProgramAsync(IpFamily family, Protocol protocol, int? seconds) => ProgramAsync(family, protocol, seconds, Pod1, Pod2, OtherPod1);

    private async Task ProgramAsync(IpFamily family, Protocol protocol, int? seconds, params Host[] endpoints)
    {
        ServiceManifest web = Sticky(family, protocol, seconds);
        await ProgramAsync(web, Slice(web, family, [.. endpoints.Select(host => new EndpointManifest(host))]));
    }

    /// <summary>Many connections, one after the other, have one endpoint; its name. By chance: one of ten thousand million runs.</summary>
    private static async Task<string> SticksAsync(Host from, Target to)
    {
        // The first alone: two first connections at the same moment may land on two endpoints (§0.1).
        Outcome.Answered first = await from.AnswerAsync(to);
        Assert.All(await from.AnswersAsync(to, 20), answer => Assert.Equal(first.By, answer.By));
        return first.By;
    }
}
