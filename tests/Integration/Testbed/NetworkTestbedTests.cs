using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Integration.Testbed;

/// <summary>The testbed without a service proxy: what the packet cases take for granted.</summary>
public sealed class NetworkTestbedTests : IAsyncLifetime
{
    private NetworkTestbed _bed = null!; // made before each test

    public async Task InitializeAsync() => _bed = await NetworkTestbed.CreateAsync();

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Everybody_reaches_everybody_and_is_seen_with_its_own_address(IpFamily family, Protocol protocol)
    {
        Host[] clients = [_bed.OtherNode, _bed.Client, _bed.SecondClient, .. _bed.Pods, .. _bed.OtherPods];
        Host[] servers = [_bed.Node, .. _bed.Pods, .. _bed.OtherPods];
        foreach (Host from in clients)
        foreach (Host to in servers)
        {
            var answered = Assert.IsType<Outcome.Answered>(await ConnectAsync(from, to.Addresses[family], 8081, protocol, Probe.ForAnswer));
            Assert.Equal((to.Name, 8081, from.Addresses[family]), (answered.By, answered.Port, answered.SourceSeen.Address));
        }
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task The_node_is_seen_with_its_address_on_the_way_there(IpFamily family, Protocol protocol)
    {
        Outcome pod = await ConnectAsync(_bed.Node, Plan.Pod(1)[family], 8080, protocol, Probe.ForAnswer);
        Outcome other = await ConnectAsync(_bed.Node, Plan.OtherPod(1)[family], 8080, protocol, Probe.ForAnswer);

        Assert.Equal(Plan.PodGateway[family], Assert.IsType<Outcome.Answered>(pod).SourceSeen.Address);
        Assert.Equal(Plan.Node[family], Assert.IsType<Outcome.Answered>(other).SourceSeen.Address);
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_port_on_which_nobody_listens_is_refused(IpFamily family, Protocol protocol) =>
        Assert.IsType<Outcome.Refused>(await ConnectAsync(_bed.Client, Plan.Pod(1)[family], 99, protocol, Probe.ForAnswer));

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_packet_that_the_node_lets_pass_is_told_from_one_that_it_drops(IpFamily family, Protocol protocol)
    {
        Host[] clients = [_bed.Node, _bed.Client, _bed.Pods[0], _bed.OtherPods[0]];
        Outcome[] passed = await Task.WhenAll(clients.Select(from => ConnectAsync(from, Plan.ClusterIP(1)[family], 80, protocol, Probe.ForAnswer)));
        await _bed.NodeNamespace.RunAsync("nft", "add table inet t; add chain inet t f { type filter hook forward priority 0; policy drop; }");
        await _bed.NodeNamespace.RunAsync("nft", "add chain inet t o { type filter hook output priority 0; policy drop; }");
        Outcome[] dropped = await Task.WhenAll(
            clients.Select(from => ConnectAsync(from, Plan.ClusterIP(1)[family], 80, protocol, Probe.ForSilence(family, protocol))));

        Assert.All(passed, outcome => Assert.IsType<Outcome.Unreachable>(outcome));
        Assert.All(dropped, outcome => Assert.IsType<Outcome.TimedOut>(outcome));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_refusal_by_the_node_is_told_from_a_drop(IpFamily family, Protocol protocol)
    {
        Host[] clients = [_bed.Node, _bed.Client, _bed.Pods[0], _bed.OtherPods[0]];
        await _bed.NodeNamespace.RunAsync("nft", "add table inet t; add chain inet t f { type filter hook forward priority 0; }; add rule inet t f reject");
        await _bed.NodeNamespace.RunAsync("nft", "add chain inet t o { type filter hook output priority 0; }; add rule inet t o meta l4proto { tcp, udp } th dport 80 reject");

        Outcome[] refused = await Task.WhenAll(clients.Select(from => ConnectAsync(from, Plan.ClusterIP(1)[family], 80, protocol, Probe.ForAnswer)));

        Assert.All(refused, outcome => Assert.IsType<Outcome.Refused>(outcome));
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task A_conversation_is_answered_as_often_as_it_asks(IpFamily family, Protocol protocol)
    {
        await using Conversation conversation = await _bed.Client.OpenAsync(new IPEndPoint(Plan.Pod(2)[family], 8080), protocol);

        Outcome first = await conversation.AskAsync(Probe.ForAnswer);
        Outcome second = await conversation.AskAsync(Probe.ForAnswer);

        Assert.IsType<Outcome.Answered>(first);
        Assert.Equal(first, second);
    }

    [NetnsFact]
    public async Task Programs_and_settings_are_those_of_the_namespace()
    {
        string links = await _bed.Pods[0].Namespace.RunAsync("ip", "-brief", "link");
        string forward = await _bed.NodeNamespace.RunAsync("cat", "/proc/sys/net/ipv4/ip_forward");

        Assert.Contains("eth0@", links, StringComparison.Ordinal);
        Assert.DoesNotContain("uplink@", links, StringComparison.Ordinal);
        Assert.Equal("1\n", forward);
    }

    [NetnsFact]
    public async Task Nothing_is_left_when_it_is_removed()
    {
        NetworkTestbed bed = await NetworkTestbed.CreateAsync();
        Assert.Contains(bed.NodeNamespace.Name, Namespaces());

        await bed.DisposeAsync();

        Assert.DoesNotContain(Namespaces(), name => name.StartsWith(bed.Prefix, StringComparison.Ordinal));
    }

    [NetnsFact]
    public async Task Nothing_is_left_when_it_cannot_be_made()
    {
        // There is no address 10.244.2.256.
        await Assert.ThrowsAsync<FormatException>(() => NetworkTestbed.CreateAsync(pods: 1, otherPods: 246, prefix: "pxhalf-"));

        Assert.DoesNotContain(Namespaces(), name => name.StartsWith("pxhalf-", StringComparison.Ordinal));
    }

    private static string[] Namespaces() => [.. Directory.GetFiles("/run/netns").Select(path => Path.GetFileName(path))];

    private static Task<Outcome> ConnectAsync(Host from, IPAddress address, int port, Protocol protocol, TimeSpan patience) =>
        from.ConnectAsync(new IPEndPoint(address, port), protocol, patience);
}
