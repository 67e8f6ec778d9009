using System.Net;
using System.Net.Sockets;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Userspace.Tests;

public sealed class UdpProxyTests
{
    private readonly byte[] _buffer = new byte[100];
    private readonly SocketAddress _from = new(AddressFamily.InterNetwork);

    [NetnsFact]
    public async Task Answers_come_from_the_address_that_was_asked()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        foreach (string asked in new[] { "127.0.0.1", "127.0.0.2", "127.9.9.9" })
        {
            Socket client = await plane.SocketAsync();
            await client.ConnectAsync(new IPEndPoint(IPAddress.Parse(asked), PlaneHarness.LanePort)); // takes answers from there only
            Ask(client, endpoint);
        }
    }

    [NetnsFact]
    public async Task Nothing_is_allocated_for_a_datagram()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        Socket client = await plane.ClientAsync();
        for (int i = 0; i < 1000; i++)
            Ask(client, endpoint);

        long before = await plane.AllocatedAsync();
        for (int i = 0; i < 10_000; i++)
            Ask(client, endpoint);

        // What the question itself costs, and the sweep of each second.
        Assert.InRange(await plane.AllocatedAsync() - before, 0, 10_000);
    }

    [NetnsFact]
    public async Task Datagrams_of_any_size_pass()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        Socket client = await plane.ClientAsync();
        byte[] large = new byte[65_507], got = new byte[65_507];
        Random.Shared.NextBytes(large);
        foreach (int size in new[] { 0, 1, 1472, 9000, 65_507 })
        {
            client.Send(large.AsSpan(0, size));
            Assert.Equal(size, endpoint.ReceiveFrom(got, SocketFlags.None, _from));
            Assert.True(got.AsSpan(0, size).SequenceEqual(large.AsSpan(0, size)));
            endpoint.SendTo(got.AsSpan(0, size), SocketFlags.None, _from);
            Assert.Equal(size, client.Receive(got));
        }
    }

    [NetnsFact]
    public async Task A_flow_moves_when_its_endpoint_left_and_an_answer_under_way_still_comes()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket leaving = await plane.EndpointAsync(), staying = await plane.EndpointAsync();
        await plane.LeadToAsync([leaving]);
        Socket client = await plane.ClientAsync();
        client.Send("late"u8);
        leaving.ReceiveFrom(_buffer, SocketFlags.None, _from);

        await plane.LeadToAsync([staying]);
        leaving.SendTo("late"u8, SocketFlags.None, _from);
        Assert.Equal(4, client.Receive(_buffer));
        Ask(client, staying);
    }

    [NetnsFact]
    public async Task A_flow_to_an_endpoint_that_still_serves_stays()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket terminating = await plane.EndpointAsync(), next = await plane.EndpointAsync();
        await plane.LeadToAsync([terminating]);
        Socket client = await plane.ClientAsync();
        Ask(client, terminating);

        await plane.LeadToAsync([next], spec => spec with { Serving = [new Endpoint(IPAddress.Loopback, (ushort)PlaneHarness.PortOf(terminating), IsLocal: true)] });

        Ask(client, terminating);
        Ask(await plane.ClientAsync(), next);
    }

    [NetnsFact]
    public async Task A_refused_datagram_goes_to_another_endpoint_from_then_on()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([await plane.RefusingAsync(), endpoint]);
        for (int i = 0; i < 10; i++)
        {
            Socket client = await plane.ClientAsync();
            await Eventually.TrueAsync(
                () =>
                {
                    client.Send("?"u8); // the first one may be lost: the refusal comes after it
                    return Task.FromResult(endpoint.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead));
                },
                Patience.Limit,
                "the endpoint hears nothing");
            while (endpoint.Available > 0)
                endpoint.ReceiveFrom(_buffer, SocketFlags.None, _from);
        }
    }

    [NetnsFact]
    public async Task Idle_flows_are_forgotten_and_used_ones_stay()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        Socket idle = await plane.ClientAsync(), used = await plane.ClientAsync();
        Ask(idle, endpoint);
        Ask(used, endpoint);
        plane.Time.Advance(TimeSpan.FromSeconds(20));
        Ask(used, endpoint);
        plane.Time.Advance(TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(() => Task.FromResult(plane.Plane.Open == 1), Patience.Limit, "both flows stay");
        Ask(idle, endpoint);
        Assert.Equal(2, plane.Plane.Open);
    }

    [NetnsFact]
    public async Task When_there_is_room_for_no_more_the_flow_that_was_used_longest_ago_goes()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp, options => options.MaxConnections = 3);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        Socket[] clients = [await plane.ClientAsync(), await plane.ClientAsync(), await plane.ClientAsync()];
        int[] ports = [.. clients.Select(client => Ask(client, endpoint))];
        Ask(clients[0], endpoint);
        Ask(await plane.ClientAsync(), endpoint);
        Assert.Equal(3, plane.Plane.Open);
        Assert.Equal(ports[0], Ask(clients[0], endpoint));
        Assert.NotEqual(ports[1], Ask(clients[1], endpoint));
    }

    [NetnsFact]
    public async Task When_the_lane_closes_its_flows_end()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(Protocol.Udp);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        Socket client = await plane.ClientAsync();
        Ask(client, endpoint);

        await plane.CloseLaneAsync();

        Assert.Equal(0, plane.Plane.Open);
        client.Send("?"u8);
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => client.Receive(_buffer)).SocketErrorCode);
    }

    /// <summary>Returns the port from which the endpoint was asked.</summary>
    private int Ask(Socket client, Socket endpoint)
    {
        client.Send(_buffer);
        Assert.Equal(100, endpoint.ReceiveFrom(_buffer, SocketFlags.None, _from));
        endpoint.SendTo(_buffer, SocketFlags.None, _from);
        Assert.Equal(100, client.Receive(_buffer));
        return (_from[2] << 8) | _from[3];
    }
}
