using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Proxier.Core.Events;
using Proxier.Core.Graph;
using Proxier.Core.Health;
using Proxier.Core.Objects;
using Proxier.Proxyd.Http;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Http;

public sealed class ServiceHealthServersTests : IAsyncLifetime, IDisposable
{
    private static readonly NodePortAddresses Everywhere = new NodePortAddresses.All(WithLoopback: false);
    private static readonly ObjectName Web = new("default", "web");

    private readonly HttpHarness _http = new();
    private readonly CountingLogger<ServiceHealthServers> _log = new();
    private readonly RecordingEvents _events = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceHealthServers _servers;
    private Task _run = Task.CompletedTask;

    public ServiceHealthServersTests() =>
        _servers = new ServiceHealthServers(_http.Ports, _http.Health, new FakeLocalAddresses("127.0.0.1", "127.0.0.2", "::1"), Some.Options, _events, _log);

    public async Task InitializeAsync()
    {
        await _http.InitializeAsync();
        _run = _servers.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        await _http.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    [Theory]
    [InlineData(IpFamily.IPv4, "127.0.0.1")]
    [InlineData(IpFamily.IPv6, "::1")]
    public async Task A_service_with_endpoints_here_is_good_on_any_path_with_any_method(IpFamily family, string address)
    {
        ushort port = FreePort();
        _servers.Update(family, [Health(port, 2)], Everywhere);
        IPEndPoint at = new(IPAddress.Parse(address), port);
        await AnswersAsync(at);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://{at}/any/path?x=1")) { Content = new StringContent("body") };
        using HttpResponseMessage answer = await _http.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("2", answer.Headers.GetValues("X-Load-Balancing-Endpoint-Weight").Single());
        Assert.Equal(
            """200 application/json nosniff {"service":{"namespace":"default","name":"web"},"localEndpoints":2,"serviceProxyHealthy":true}""",
            await _http.GetAsync(at, "/"));
    }

    [Fact]
    public async Task A_service_without_endpoints_here_is_bad()
    {
        IPEndPoint at = await OpenAsync(0);
        Assert.Equal(
            """503 application/json nosniff {"service":{"namespace":"default","name":"web"},"localEndpoints":0,"serviceProxyHealthy":true}""",
            await _http.GetAsync(at, "/"));
    }

    [Fact]
    public async Task A_proxy_that_is_stuck_makes_every_service_bad_but_a_node_that_leaves_does_not()
    {
        IPEndPoint at = await OpenAsync(1);
        _http.Health.IsNodeEligible = false;
        Assert.StartsWith("200 ", await _http.GetAsync(at, "/"));
        _http.GetStuck();
        Assert.Equal(
            """503 application/json nosniff {"service":{"namespace":"default","name":"web"},"localEndpoints":1,"serviceProxyHealthy":false}""",
            await _http.GetAsync(at, "/"));
    }

    [Fact]
    public async Task The_count_follows_without_a_new_socket_and_the_port_goes_with_its_connections()
    {
        IPEndPoint at = await OpenAsync(1);
        using var kept = new TcpClient();
        await kept.ConnectAsync(at);
        _servers.Update(IpFamily.IPv4, [Health((ushort)at.Port, 3)], Everywhere);
        await Eventually.TrueAsync(
            async () => (await _http.GetAsync(at, "/")).Contains("\"localEndpoints\":3"), Patience.Limit, "the answer does not count 3 endpoints");

        _servers.Update(IpFamily.IPv4, [], Everywhere);
        await RefusesAsync(at);
        Assert.Equal(0, await ReadAsync(kept));
    }

    [Fact]
    public async Task A_service_that_changes_its_port_moves()
    {
        IPEndPoint old = await OpenAsync(1);
        IPEndPoint at = await OpenAsync(1);
        await RefusesAsync(old);
        Assert.StartsWith("200 ", await _http.GetAsync(at, "/"));
    }

    [Fact]
    public async Task Only_node_port_addresses_answer()
    {
        ushort port = FreePort();
        _servers.Update(IpFamily.IPv4, [Health(port, 1)], new NodePortAddresses.InRanges([IPNetwork.Parse("127.0.0.2/32")]));
        await AnswersAsync(new IPEndPoint(IPAddress.Parse("127.0.0.2"), port));
        await RefusesAsync(new IPEndPoint(IPAddress.Loopback, port));
    }

    [Fact]
    public async Task The_families_do_not_meet_on_one_port()
    {
        ushort port = FreePort();
        _servers.Update(IpFamily.IPv4, [Health(port, 1)], Everywhere);
        _servers.Update(IpFamily.IPv6, [Health(port, 0)], Everywhere);
        await AnswersAsync(new IPEndPoint(IPAddress.Loopback, port));
        await AnswersAsync(new IPEndPoint(IPAddress.IPv6Loopback, port));
        Assert.StartsWith("200 ", await _http.GetAsync(new IPEndPoint(IPAddress.Loopback, port), "/"));
        Assert.StartsWith("503 ", await _http.GetAsync(new IPEndPoint(IPAddress.IPv6Loopback, port), "/"));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_warning_and_is_tried_again_with_the_next_apply()
    {
        var taken = new TcpListener(IPAddress.Any, FreePort());
        taken.Start();
        IPEndPoint at = new(IPAddress.Loopback, ((IPEndPoint)taken.LocalEndpoint).Port);
        ServiceHealth other = new(new ObjectName("default", "other"), new HealthCheck(FreePort(), 1));
        _servers.Update(IpFamily.IPv4, [Health((ushort)at.Port, 1), other], Everywhere);
        await AnswersAsync(new IPEndPoint(IPAddress.Loopback, other.Check.NodePort));
        _servers.Update(IpFamily.IPv4, [Health((ushort)at.Port, 1)], Everywhere);
        await RefusesAsync(new IPEndPoint(IPAddress.Loopback, other.Check.NodePort));
        Assert.Contains("default/web: cannot answer health checks on 0.0.0.0", Assert.Single(_log.Messages));
        Assert.Equal(1, _log.Count(LogLevel.Warning));
        ClusterEvent told = Assert.Single(_events.Reported);
        Assert.Equal((EventSubject.Service(Web), EventType.Warning, "FailedToStartServiceHealthcheck", "Listen"), (told.Subject, told.Type, told.Reason, told.Action));
        Assert.StartsWith($"Node {Some.NodeName} cannot answer health checks on 0.0.0.0:{at.Port}: ", told.Note, StringComparison.Ordinal);

        taken.Dispose();
        _servers.Update(IpFamily.IPv4, [Health((ushort)at.Port, 1)], Everywhere);
        await AnswersAsync(at);
    }

    private static ServiceHealth Health(ushort port, int endpoints) => new(Web, new HealthCheck(port, endpoints));

    private async Task<IPEndPoint> OpenAsync(int endpoints)
    {
        ushort port = FreePort();
        _servers.Update(IpFamily.IPv4, [Health(port, endpoints)], Everywhere);
        var at = new IPEndPoint(IPAddress.Loopback, port);
        await AnswersAsync(at);
        return at;
    }

    private static Task AnswersAsync(IPEndPoint at) => Eventually.TrueAsync(() => IsOpenAsync(at), Patience.Limit, $"{at} does not answer");

    private static Task RefusesAsync(IPEndPoint at) => Eventually.TrueAsync(async () => !await IsOpenAsync(at), Patience.Limit, $"{at} still answers");

    private static async Task<bool> IsOpenAsync(IPEndPoint at)
    {
        using var client = new TcpClient(at.AddressFamily);
        try
        {
            await client.ConnectAsync(at);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>0 at the end of the connection, whichever way it ended.</summary>
    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience.Limit);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Below those that the kernel gives to outgoing connections, of which any may take a free port before the test does.</summary>
    private static ushort FreePort()
    {
        int end = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], CultureInfo.InvariantCulture);
        while (true)
        {
            ushort port = (ushort)Random.Shared.Next(1024, end);
            using var listener = new TcpListener(IPAddress.IPv6Any, port);
            listener.Server.DualMode = true;
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
