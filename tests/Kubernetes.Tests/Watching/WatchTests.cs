using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Proxier.Kubernetes.Access;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class WatchTests
{
    public static TheoryData<Fault> Interruptions => new(
        new Fault.Reset(), new Fault.Reset(1), new Fault.Truncate(1), new Fault.WrongJson(), new Fault.WrongJson(1), new Fault.Gone(), new Fault.Gone(1),
        new Fault.Empty(), new Fault.Stall(), new Fault.Stall(1), new Fault.Status(500, "InternalError"), new Fault.Status(410, "Expired"), new Fault.Status(503, ""));

    [Theory]
    [MemberData(nameof(Interruptions))]
    public async Task Changes_go_on_arriving_after_an_interruption(Fault fault)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, tuning => tuning with { WatchSilence = TimeSpan.FromMilliseconds(600), ListSilence = TimeSpan.FromMilliseconds(600) });
        await source.SyncedAsync();
        server.Faults.Once(request => request is { Resource: "services", IsWatch: true }, fault);
        server.ResetConnections();

        for (int i = 0; i < 3; i++)
        {
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.0.{i + 1}"));
            await source.UntilAsync(state => state.Services.Count == i + 1, $"there are not {i + 1} services");
        }

        server.Objects.Delete(ApiResource.Services, "default/s1");
        await source.UntilServicesAsync("default/s0", "default/s2");
        Assert.Equal(1, server.Faults.Count);
    }

    [Fact]
    public async Task A_broken_watch_goes_on_where_it_was_without_a_list()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        await source.UntilServicesAsync("default/a");

        server.ResetConnections();
        server.Objects.Set(ApiJson.Service("default/b", "10.96.0.11"));
        await source.UntilServicesAsync("default/a", "default/b");

        ApiRequest[] requests = [.. server.Requests.Where(request => request.Resource == "services")];
        Assert.Equal(2, requests.Length);
        Assert.Equal("1001", requests[1].Query["resourceVersion"]);
        Assert.False(requests[1].Query.ContainsKey("resourceVersionMatch"));
    }

    [Fact]
    public async Task Bookmarks_save_a_quiet_collection_from_being_listed_again()
    {
        var time = new ManualTime();
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.BookmarkInterval = TimeSpan.FromMilliseconds(20);
        server.FirstBookmark = server.Objects.Version + 10;
        await using var source = new SourceHarness(server, time: time);
        using var recorder = new MetricsRecorder(source.Metrics.Meter);
        await source.SyncedAsync();
        for (int i = 0; i < 10; i++)
            server.Objects.Set(ApiJson.Node(Some.OtherNodeName));
        server.Objects.Compact();
        time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => Task.FromResult(Age(recorder) == "proxier_source_state_age_seconds{resource=services} 0"), Patience.Limit, "no bookmark comes");

        server.ResetConnections();
        server.Objects.Set(ApiJson.Service("default/a"));
        await Eventually.TrueAsync(() => Task.FromResult(HasService(source, time)), Patience.Limit, "the service does not come");

        ApiRequest[] requests = [.. server.Requests.Where(request => request.Resource == "services")];
        Assert.Equal(2, requests.Length);
        Assert.Equal("1010", requests[1].Query["resourceVersion"]);
        Assert.All(requests, request => Assert.Equal("true", request.Query["allowWatchBookmarks"]));
    }

    [Fact]
    public async Task A_watch_whose_version_is_forgotten_is_followed_by_a_list_that_is_not_older()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.BookmarkInterval = TimeSpan.FromMinutes(1);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        await server.GoDownAsync();
        for (int i = 0; i < 10; i++)
            server.Objects.Set(ApiJson.Service("default/a", port: 80 + i));
        server.Objects.Compact();
        await server.ListenAsync();
        await source.UntilAsync(state => state.Services is [{ Service.Ports: [{ Port: 89 }] }], "the last version is not there");

        Assert.Contains(source.Log.Messages, message => message.StartsWith("services: version 1000 is forgotten by the API server; listing again"));
        ApiRequest list = server.Requests.Last(request => request.Resource == "services" && request.Query.ContainsKey("sendInitialEvents"));
        Assert.Equal("1000", list.Query["resourceVersion"]);
    }

    [Fact]
    public async Task The_time_of_a_watch_is_spread_by_chance()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, tuning => tuning with { Chance = () => 0.5 });
        await source.SyncedAsync();

        Assert.All(server.Requests, request => Assert.Equal("450", request.Query["timeoutSeconds"]));
    }

    [Fact]
    public async Task A_server_that_ends_every_watch_at_once_is_not_asked_without_pause()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = false;
        server.Faults.Always = request => request is { Resource: "services", IsWatch: true } && !request.Query.ContainsKey("sendInitialEvents") ? new Fault.Empty() : null;
        long started = Stopwatch.GetTimestamp();
        await using var source = new SourceHarness(server, tuning => tuning with { ShortWatch = TimeSpan.FromSeconds(10), LongestRetry = TimeSpan.FromMinutes(1), Chance = () => 0 });
        await source.UntilLogAsync("ended at once and without an event");
        // 10, 20, 40 ... milliseconds: five of them, 310 in all, are over by then; each may end early by a tick of the kernel.
        await source.UntilLogAsync("next try in 320 ms");

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(250));
        int watches = server.Requests.Count(request => request is { Resource: "services", IsWatch: true });
        int pauses = source.Log.Messages.Count(message => message.StartsWith("services: ") && message.Contains("next try in"));
        Assert.InRange(watches, 2, 2 + pauses); // the refused list that streams, and one that is not over
    }

    [Fact]
    public async Task A_connection_that_died_without_a_word_is_noticed_by_pings()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var relay = new TcpRelay(server.Port);
        await using var source = new SourceHarness(
            server, tuning => tuning with { PingDelay = TimeSpan.FromSeconds(2), PingTimeout = TimeSpan.FromSeconds(1) }, SourceHarness.Access(server) with { Server = new Uri($"https://127.0.0.1:{relay.Port}/") });
        await source.SyncedAsync();

        relay.Freeze();
        server.Objects.Set(ApiJson.Service("default/a"));
        await source.UntilServicesAsync("default/a");
        Assert.True(relay.Connections > 1);
    }

    [Fact]
    public async Task A_silent_watch_is_given_up_on_servers_without_HTTP_2()
    {
        await using TestApiServer server = await TestApiServer.StartAsync(protocols: HttpProtocols.Http1);
        await using var relay = new TcpRelay(server.Port);
        ClusterAccess access = SourceHarness.Access(server) with { Server = new Uri($"https://127.0.0.1:{relay.Port}/") };
        await using var source = new SourceHarness(server, tuning => tuning with { WatchSilence = TimeSpan.FromSeconds(1) }, access);
        await source.SyncedAsync();

        relay.Freeze();
        server.Objects.Set(ApiJson.Service("default/a"));
        await source.UntilServicesAsync("default/a");
        Assert.Contains(source.Log.Messages, message => message.Contains("Nothing came in answer to GET api/v1/services"));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    public async Task The_newest_common_version_of_HTTP_is_spoken(HttpProtocols spoken, string expected)
    {
        await using TestApiServer server = await TestApiServer.StartAsync(protocols: spoken);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.All(server.Requests, request => Assert.Equal(expected, request.Protocol));
    }

    private static string Age(MetricsRecorder recorder)
    {
        recorder.Observe();
        return recorder.Lines.Last(line => line.Contains("services}"));
    }

    /// <summary>Moves the clock, so that the pause before the next try ends.</summary>
    private static bool HasService(SourceHarness source, ManualTime time)
    {
        time.Advance(TimeSpan.FromMilliseconds(10));
        return source.ServiceNames.Any();
    }
}
