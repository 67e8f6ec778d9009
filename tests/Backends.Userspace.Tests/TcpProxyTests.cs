using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Userspace.Tests;

public sealed class TcpProxyTests
{
    [NetnsFact]
    public async Task Each_side_may_end_while_the_other_goes_on()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket client, Socket server) = await plane.PairAsync(endpoint);

        client.Send("question"u8);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("question", ReadToEnd(server));
        server.Send("answer"u8);
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal("answer", ReadToEnd(client));
        await Eventually.TrueAsync(() => Task.FromResult(plane.Plane.Open == 0), Patience.Limit, "the connection stays");
    }

    [NetnsFact]
    public async Task A_reset_is_passed_on_both_ways()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);

        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        Reset(server);
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);

        (client, server) = await plane.PairAsync(endpoint);
        client.Send("x"u8); // until it is passed on, a reset may take it along
        Assert.Equal(1, server.Receive(new byte[1]));
        Reset(client);
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => server.Receive(new byte[1])).SocketErrorCode);
    }

    [NetnsFact]
    public async Task A_slow_reader_holds_the_sender_back_and_loses_nothing()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        byte[] data = RandomNumberGenerator.GetBytes(64 << 20);

        client.SendTimeout = 300;
        int before = 0;
        Assert.Throws<SocketException>(() =>
        {
            while (before < data.Length)
                before += client.Send(data, before, Math.Min(1 << 16, data.Length - before), SocketFlags.None);
        });
        Assert.InRange(before, 1, data.Length / 2);

        client.SendTimeout = PlaneHarness.PatienceMs;
        Task<byte[]> received = Task.Run(() => ReadAll(server));
        await Task.Run(() => client.Send(data, before, data.Length - before, SocketFlags.None));
        client.Shutdown(SocketShutdown.Send);
        byte[] all = await received;
        // A send that timed out may have sent a part that it did not count.
        Assert.True(all.AsSpan(0, before).SequenceEqual(data.AsSpan(0, before)), "the beginning differs");
        Assert.True(all.AsSpan(all.Length - 1000).SequenceEqual(data.AsSpan(data.Length - 1000)), "the end differs");
        Assert.InRange(all.Length, data.Length, data.Length + (1 << 16));
    }

    [NetnsFact]
    public async Task Nothing_is_allocated_for_what_passes()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        byte[] data = new byte[100];
        Exchange(1000);

        long before = await plane.AllocatedAsync();
        Exchange(10_000);
        long allocated = await plane.AllocatedAsync() - before;

        // What the question itself costs, and the sweep of each second.
        Assert.InRange(allocated, 0, 10_000);

        void Exchange(int count)
        {
            for (int i = 0; i < count; i++)
            {
                client.Send(data);
                server.Receive(data);
                server.Send(data);
                client.Receive(data);
            }
        }
    }

    [NetnsFact]
    public async Task An_endpoint_that_refuses_costs_no_request()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([await plane.RefusingAsync(), endpoint, await plane.RefusingAsync()]);
        for (int i = 0; i < 1000; i++)
        {
            (Socket client, Socket server) = await plane.PairAsync(endpoint);
            server.Send("!"u8);
            Assert.Equal(1, client.Receive(new byte[1]));
            client.Dispose();
            server.Dispose();
        }
    }

    [NetnsFact]
    public async Task When_everybody_refuses_the_client_is_reset_at_once()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        await plane.LeadToAsync([await plane.RefusingAsync(), await plane.RefusingAsync()]);
        Socket client = await plane.SocketAsync();
        SocketException failure = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, PlaneHarness.LanePort));
            await client.ReceiveAsync(new byte[1]);
        });
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        await Eventually.TrueAsync(() => Task.FromResult(plane.Plane.Open == 0), Patience.Limit, "the connection stays");
    }

    [NetnsFact]
    public async Task Connections_to_an_endpoint_that_left_go_on_until_the_limit_and_others_for_ever()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket leaving = await plane.EndpointAsync(), staying = await plane.EndpointAsync();
        await plane.LeadToAsync([leaving]);
        (Socket client, Socket server) = await plane.PairAsync(leaving);
        await plane.LeadToAsync([staying]);
        (Socket otherClient, Socket otherServer) = await plane.PairAsync(staying);

        plane.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.True(Passes(client, server));
        plane.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);
        Assert.True(Passes(otherClient, otherServer));
    }

    [NetnsFact]
    public async Task An_endpoint_that_comes_back_keeps_its_connections()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        await plane.CloseLaneAsync();
        plane.Time.Advance(TimeSpan.FromMinutes(5));
        await plane.LeadToAsync([endpoint]);
        plane.Time.Advance(TimeSpan.FromMinutes(20));
        await plane.AllocatedAsync(); // a round of the loop
        Assert.True(Passes(client, server));
    }

    [NetnsFact]
    public async Task When_the_lane_closes_its_port_is_refused_and_connections_go_on()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket client, Socket server) = await plane.PairAsync(endpoint);

        await plane.CloseLaneAsync();

        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAsync<SocketException>(plane.ClientAsync)).SocketErrorCode);
        Assert.True(Passes(client, server));
        Assert.Empty(plane.Plane[IpFamily.IPv4].Ports.Held);
    }

    [NetnsFact]
    public async Task Idle_connections_end_and_half_closed_ones_sooner()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        (Socket idle, Socket _) = await plane.PairAsync(endpoint);
        (Socket half, Socket halfServer) = await plane.PairAsync(endpoint);
        half.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, halfServer.Receive(new byte[1]));

        plane.Time.Advance(TimeSpan.FromHours(1.1));
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => half.Receive(new byte[1])).SocketErrorCode);
        await Eventually.TrueAsync(() => Task.FromResult(plane.Plane.Open == 1), Patience.Limit, "both connections ended, or none");
        plane.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => idle.Receive(new byte[1])).SocketErrorCode);
    }

    [NetnsFact]
    public async Task Beyond_the_limit_connections_are_reset_and_told_once()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync(configure: options => options.MaxConnections = 5);
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint]);
        List<(Socket Client, Socket Server)> pairs = [];
        for (int i = 0; i < 5; i++)
            pairs.Add(await plane.PairAsync(endpoint));

        for (int i = 0; i < 3; i++)
            await Assert.ThrowsAsync<SocketException>(async () => await (await plane.ClientAsync()).ReceiveAsync(new byte[1]));
        Assert.Equal(1, plane.Log.Count(LogLevel.Error));
        Assert.All(pairs, pair => Assert.True(Passes(pair.Client, pair.Server)));

        pairs[0].Client.Dispose();
        pairs[0].Server.Dispose();
        await Eventually.TrueAsync(() => Task.FromResult(plane.Plane.Open == 4), Patience.Limit, "the connection stays");
        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        Assert.True(Passes(client, server));
    }

    [NetnsFact]
    public async Task The_PROXY_header_names_client_and_destination()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket endpoint = await plane.EndpointAsync();
        await plane.LeadToAsync([endpoint], spec => spec with { HasProxyHeader = true });
        (Socket client, Socket server) = await plane.PairAsync(endpoint);
        client.Send("hello"u8);

        byte[] got = new byte[33];
        for (int count = 0; count < got.Length;)
            count += server.Receive(got, count, got.Length - count, SocketFlags.None);

        int port = PlaneHarness.PortOf(client);
        byte[] expected =
        [
            0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12, 127, 0, 0, 1, 127, 0, 0, 1, (byte)(port >> 8), (byte)port,
            PlaneHarness.LanePort >> 8, PlaneHarness.LanePort & 0xff, .. "hello"u8,
        ];
        Assert.Equal(expected, got);
    }

    [NetnsFact]
    public async Task A_port_that_somebody_else_has_is_named_and_remembered()
    {
        await using PlaneHarness plane = await PlaneHarness.CreateAsync();
        Socket other = await plane.SocketAsync();
        other.Bind(new IPEndPoint(IPAddress.Loopback, PlaneHarness.LanePort));
        other.Listen();

        ProxyPortTakenException taken = await Assert.ThrowsAsync<ProxyPortTakenException>(async () => await plane.LeadToAsync([await plane.EndpointAsync()]));

        Assert.Equal("Port 61000, meant for the proxy of shop/web, is in use by another program; the next try takes another one", taken.Message);
        Assert.Equal([new LanePort(Protocol.Tcp, 61000)], plane.Plane[IpFamily.IPv4].Ports.Taken);
    }

    private static bool Passes(Socket client, Socket server)
    {
        client.Send("?"u8);
        byte[] one = new byte[1];
        if (server.Receive(one) != 1)
            return false;
        server.Send("!"u8);
        return client.Receive(one) == 1 && one[0] == '!';
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private static string ReadToEnd(Socket socket) => System.Text.Encoding.ASCII.GetString(ReadAll(socket));

    private static byte[] ReadAll(Socket socket)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = socket.Receive(buffer)) > 0;)
            all.Write(buffer, 0, count);
        return all.ToArray();
    }
}
