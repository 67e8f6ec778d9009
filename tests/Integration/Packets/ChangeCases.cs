using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>What happens when objects change while clients are there.</summary>
public abstract class ChangeCases(IProxiedTestbed proxied) : PacketCases(proxied)
{
    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task New_connections_follow_the_endpoints(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        Host[][] history = [[Pod1], [Pod1, Pod2, OtherPod1], [OtherPod1], [Pod2, OtherPod1], [Pod1, Pod2]];
        foreach (Host[] endpoints in history)
        {
            await ProgramAsync(web, Slice(web, family, [.. endpoints.Select(host => new EndpointManifest(host))]));
            await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, endpoints);
        }

        await ProgramAsync(web);
        await ClientPod.IsRefusedAsync(ClusterIP(family, protocol));

        await ProgramAsync(web, Slice(web, family, Pod1));
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamily]
    public async Task A_connection_outlives_its_endpoint_in_the_slice(IpFamily family)
    {
        ServiceManifest web = WebOnNodePort(family, Protocol.Tcp);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await using Conversation byClusterIP = await OpenAsync(ClientPod, ClusterIP(family, Protocol.Tcp), Pod1);
        await using Conversation byNodePort = await OpenAsync(Client, NodePort(family, Protocol.Tcp), Pod1);

        await ProgramAsync(web, Slice(web, family, Pod2));

        await StaysWithAsync(byClusterIP, Pod1);
        await StaysWithAsync(byNodePort, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, Protocol.Tcp), Seen.AsItself, Pod2);
    }

    [NetnsTheory, EveryFamily]
    public async Task A_connection_outlives_its_service(IpFamily family)
    {
        ServiceManifest web = WebOnNodePort(family, Protocol.Tcp);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await using Conversation byClusterIP = await OpenAsync(ClientPod, ClusterIP(family, Protocol.Tcp), Pod1);
        await using Conversation byNodePort = await OpenAsync(Client, NodePort(family, Protocol.Tcp), Pod1);

        await ProgramAsync();

        // In ipvs, a connection belongs to its virtual server, and goes with it.
        if (Backend.Name != "ipvs")
        {
            await StaysWithAsync(byClusterIP, Pod1);
            await StaysWithAsync(byNodePort, Pod1);
        }

        await Client.IsRefusedAsync(NodePort(family, Protocol.Tcp));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task One_service_goes_and_the_others_stay(IpFamily family, Protocol protocol)
    {
        ServiceManifest[] services = [.. Enumerable.Range(1, 3).Select(n => Web(family, protocol) with { Name = $"web{n}", ClusterIPs = [Plan.ClusterIP(n)[family]] })];
        Manifest[] all = [.. services.SelectMany(service => new Manifest[] { service, Slice(service, family, Pod1) })];
        await ProgramAsync(all);
        for (int number = 1; number <= 3; number++)
            await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number), Seen.AsItself, Pod1);

        await ProgramAsync([.. all.Where(manifest => !manifest.Name.StartsWith("web2", StringComparison.Ordinal))]);

        await IsGoneAsync(ClusterIP(family, protocol, number: 2));
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number: 1), Seen.AsItself, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number: 3), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_service_that_comes_back_with_another_address_has_only_that_one(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web, slice);

        await ProgramAsync(web with { ClusterIPs = [Plan.ClusterIP(2)[family]] }, slice);

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number: 2), Seen.AsItself, Pod1);
        await IsGoneAsync(ClusterIP(family, protocol));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Two_services_may_swap_their_addresses(IpFamily family, Protocol protocol)
    {
        ServiceManifest one = Web(family, protocol) with { Name = "one" };
        ServiceManifest two = Web(family, protocol) with { Name = "two", ClusterIPs = [Plan.ClusterIP(2)[family]] };
        Manifest[] slices = [Slice(one, family, Pod1), Slice(two, family, Pod2, OtherPod1)];
        await ProgramAsync([one, two, .. slices]);

        await ProgramAsync([one with { ClusterIPs = two.ClusterIPs }, two with { ClusterIPs = one.ClusterIPs }, .. slices]);

        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number: 1), Seen.AsItself, Pod2, OtherPod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol, number: 2), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Ports_come_and_go(IpFamily family, Protocol protocol)
    {
        PortManifest http = new("http", protocol, 80), admin = new("admin", protocol, 81);
        ServiceManifest web = Web(family, protocol) with { Ports = [http] };
        SliceManifest slice = Slice(web, family, Pod1) with { Ports = [http with { Port = 8080 }, admin with { Port = 8081 }] };
        await ProgramAsync(web, slice);
        await IsNotServedAsync(ClusterIP(family, protocol, port: 81));

        await ProgramAsync(web with { Ports = [http, admin] }, slice);
        Assert.Equal(8081, (await ClientPod.AnswerAsync(ClusterIP(family, protocol, port: 81))).Port);

        await ProgramAsync(web with { Ports = [admin] }, slice);
        await IsNotServedAsync(ClusterIP(family, protocol, port: 80));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Type_ExternalName_has_no_address_whatever_it_says(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web with { Type = ServiceType.ExternalName }, slice);
        await IsGoneAsync(ClusterIP(family, protocol));

        await ProgramAsync(web, slice);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1);

        await ProgramAsync(web with { Type = ServiceType.ExternalName }, slice);
        await IsGoneAsync(ClusterIP(family, protocol));
        await Client.IsRefusedAsync(NodePort(family, protocol));
    }

    [NetnsTheory]
    [InlineData(Service.ProxyNameLabel, IpFamily.IPv4)]
    [InlineData(Service.ProxyNameLabel, IpFamily.IPv6)]
    [InlineData(Service.HeadlessLabel, IpFamily.IPv4)]
    [InlineData(Service.HeadlessLabel, IpFamily.IPv6)]
    public async Task A_label_hands_the_service_to_somebody_else_and_back(string label, IpFamily family)
    {
        ServiceManifest web = Web(family, Protocol.Tcp);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web, slice);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, Protocol.Tcp), Seen.AsItself, Pod1);

        await ProgramAsync(web with { Labels = new Dictionary<string, string> { [label] = "other" } }, slice);
        await IsGoneAsync(ClusterIP(family, Protocol.Tcp));

        await ProgramAsync(web, slice);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, Protocol.Tcp), Seen.AsItself, Pod1);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Target_ports_may_change(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1);
        await ProgramAsync(web, slice);
        Assert.Equal(8080, (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).Port);

        await ProgramAsync(web, slice with { Ports = [new("", protocol, 9090)] });

        Assert.Equal(9090, (await ClientPod.AnswerAsync(ClusterIP(family, protocol))).Port);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Traffic_policies_may_change(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = WebOnNodePort(family, protocol);
        SliceManifest slice = Slice(web, family, Pod1, OtherPod1);
        await ProgramAsync(web with { ExternalPolicy = TrafficPolicy.Local, InternalPolicy = TrafficPolicy.Local }, slice);
        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsItself, Pod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1);

        await ProgramAsync(web, slice);

        await Client.IsAnsweredAsync(NodePort(family, protocol), Seen.AsNode, Pod1, OtherPod1);
        await ClientPod.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsItself, Pod1, OtherPod1);
    }

    private static async Task<Conversation> OpenAsync(Host from, Target to, Host expected)
    {
        Conversation conversation = await from.OpenAsync(to.EndPoint, to.Protocol);
        await StaysWithAsync(conversation, expected);
        return conversation;
    }

    private static async Task StaysWithAsync(Conversation conversation, Host expected) =>
        Assert.Equal(expected.Name, Assert.IsType<Outcome.Answered>(await conversation.AskAsync(Probe.ForAnswer)).By);

    /// <summary>No service has this address any more. The last thing to go is the knowledge that it was one: until then it is refused.</summary>
    private async Task IsGoneAsync(Target target)
    {
        TimeSpan patience = LetsPassWhatNobodyHas ? Probe.ForAnswer : Probe.ForSilence(target.Family, target.Protocol);
        Outcome outcome = new Outcome.Refused();
        await Eventually.TrueAsync(
            async () => (outcome = await ClientPod.ConnectAsync(target.EndPoint, target.Protocol, patience)) is not Outcome.Refused,
            Patience.Limit,
            $"{target} is still refused");
        Assert.Equal(LetsPassWhatNobodyHas ? new Outcome.Unreachable() : new Outcome.TimedOut(), outcome);
    }

    /// <summary>A service has the address, but not the port.</summary>
    private Task IsNotServedAsync(Target target) => Backend.Name == "iptables" ? ClientPod.IsLetPassAsync(target) : ClientPod.IsRefusedAsync(target);

    /// <summary>Only nftables looks at addresses that no service has; the older modes have no rule that would (§1.14).</summary>
    private bool LetsPassWhatNobodyHas => Backend.Name is "iptables" or "ipvs";
}
