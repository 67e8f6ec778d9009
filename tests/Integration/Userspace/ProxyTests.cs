using System.Net;
using System.Net.Sockets;
using Proxier.Core.Objects;
using Proxier.Integration.Backends;
using Proxier.Integration.Packets;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Userspace;

/// <summary>What only a proxy can do, or has to beware of.</summary>
public sealed class ProxyTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : PacketCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>
{
    /// <summary>Nobody listens here.</summary>
    private const int Refusing = 7777;

    [NetnsTheory, EveryFamily]
    public async Task A_thousand_requests_meet_an_endpoint_that_refuses_and_one_that_says_nothing_and_none_fails(IpFamily family)
    {
        await Pod2.Namespace.RunAsync("nft", "add table inet silence; add chain inet silence input { type filter hook input priority 0; tcp dport 8080 drop; }");
        try
        {
            ServiceManifest web = WebOnNodePort(family, Protocol.Tcp);
            SliceManifest slice = Slice(web, family, Pod2, OtherPod1);
            await ProgramAsync(web, slice, slice with { Name = "web-2", Ports = [web.Ports[0] with { Port = Refusing }], Endpoints = [Pod1] });

            foreach ((Host from, Target to) in new[] { (ClientPod, ClusterIP(family, Protocol.Tcp)), (Client, NodePort(family, Protocol.Tcp)) })
                Assert.All(await from.AnswersAsync(to, 500), answer => Assert.Equal("other1", answer.By));
        }
        finally
        {
            await Pod2.Namespace.RunAsync("nft", "delete", "table", "inet", "silence");
        }
    }

    [NetnsTheory, EveryFamilyAndProtocol]
    public async Task Who_was_not_redirected_is_refused(IpFamily family, Protocol protocol)
    {
        ServiceManifest web = Web(family, protocol);
        await ProgramAsync(web, Slice(web, family, Pod1));
        await Client.IsAnsweredAsync(ClusterIP(family, protocol), Seen.AsNode, Pod1);
        string set = await Bed.NodeNamespace.RunAsync("nft", "list", "set", family == IpFamily.IPv4 ? "ip" : "ip6", "proxier-portals", "proxies");
        int port = int.Parse(set.Split($"{protocol.ToString().ToLowerInvariant()} . ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        foreach (Host from in new[] { Client, ClientPod, Node })
            await from.IsRefusedAsync(new Target(Plan.Node[family], port, protocol));
        await Node.IsRefusedAsync(new Target(family == IpFamily.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback, port, protocol));
    }

    [NetnsTheory, EveryFamily]
    public async Task A_service_that_names_itself_as_its_endpoint_is_no_loop(IpFamily family)
    {
        ServiceManifest web = Web(family, Protocol.Tcp);
        var itself = new Host("itself", Pod1.Namespace, Plan.ClusterIP(1)) { NodeName = Plan.NodeName };
        await ProgramAsync(web, Slice(web, family, new EndpointManifest(itself)) with { Ports = [web.Ports[0] with { Port = 80 }] });

        await using Conversation conversation = await ClientPod.OpenAsync(ClusterIP(family, Protocol.Tcp).EndPoint, Protocol.Tcp);
        Outcome outcome = await conversation.AskAsync(Probe.ForAnswer);

        Assert.True(outcome is Outcome.Reset or Outcome.Refused, $"{outcome}");
    }

    [NetnsTheory, EveryFamily]
    public async Task The_PROXY_protocol_tells_an_endpoint_who_asked_for_what(IpFamily family)
    {
        Socket endpoint = await Pod1.Namespace.OpenSocketAsync(family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6, SocketType.Stream);
        using Socket listening = endpoint;
        listening.Bind(new IPEndPoint(Pod1.Addresses[family], Refusing));
        listening.Listen();
        ServiceManifest web = Balanced(family, Protocol.Tcp) with { Annotations = new Dictionary<string, string> { [Service.ProxyProtocolAnnotation] = "v2" } };
        await ProgramAsync(web, Slice(web, family, Pod1) with { Ports = [web.Ports[0] with { Port = Refusing }] });
        await using Conversation conversation = await Client.OpenAsync(Vip(family, Protocol.Tcp).EndPoint, Protocol.Tcp);
        Task<Outcome> asked = conversation.AskAsync(Probe.ForAnswer);

        using Socket accepted = await listening.AcceptAsync().WaitAsync(Patience.Limit);
        int address = family == IpFamily.IPv4 ? 4 : 16;
        byte[] header = new byte[16 + 2 * address + 4];
        for (int count = 0; count < header.Length;)
            count += await accepted.ReceiveAsync(header.AsMemory(count)).AsTask().WaitAsync(Patience.Limit);
        await accepted.SendAsync("pod1 1 127.0.0.1:1\n"u8.ToArray());

        Assert.Equal(Client.Addresses[family], new IPAddress(header.AsSpan(16, address)));
        Assert.Equal(Plan.LoadBalancer(1)[family], new IPAddress(header.AsSpan(16 + address, address)));
        Assert.Equal([0, 80], header[^2..]);
        Assert.IsType<Outcome.Answered>(await asked);
    }
}
