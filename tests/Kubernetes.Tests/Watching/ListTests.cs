using System.Diagnostics;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class ListTests
{
    [Fact]
    public async Task A_paged_list_is_asked_for_page_by_page_in_one_version()
    {
        await using TestApiServer server = await StartAsync(services: 7, hasStreamingLists: false);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        ApiRequest[] pages = [.. Lists(server)];
        Assert.Equal(3, pages.Length);
        Assert.Equal("0", pages[0].Query["resourceVersion"]);
        Assert.Equal("NotOlderThan", pages[0].Query["resourceVersionMatch"]);
        Assert.All(pages, page => Assert.Equal("3", page.Query["limit"]));
        Assert.All(pages[1..], page => Assert.True(page.Query.ContainsKey("continue") && !page.Query.ContainsKey("resourceVersion")));
        Assert.Equal(7, source.ServiceNames.Count());
    }

    [Fact]
    public async Task A_server_without_streaming_lists_is_asked_once_for_one()
    {
        await using TestApiServer server = await StartAsync(services: 1, hasStreamingLists: false);
        await using var source = new SourceHarness(server);
        await source.WatchingAsync();
        server.Faults.Once(request => request is { Resource: "services", IsWatch: true }, new Fault.Gone());
        server.ResetConnections();
        await source.UntilLogAsync("forgotten by the API server");
        await source.UntilRequestAsync(request => request.Resource == "services" && request.Query.TryGetValue("resourceVersion", out string? version) && version != "0");

        Assert.Single(server.Requests, request => request.Resource == "services" && request.Query.ContainsKey("sendInitialEvents"));
    }

    [Fact]
    public async Task A_streaming_list_that_breaks_off_is_followed_by_a_paged_one()
    {
        await using TestApiServer server = await StartAsync(services: 5);
        server.Faults.Once(request => request.Resource == "services", new Fault.Reset(AfterWrites: 2));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.Equal(5, source.ServiceNames.Count());
        Assert.NotEmpty(Lists(server));
    }

    [Fact]
    public async Task When_the_version_of_a_paged_list_is_forgotten_between_two_pages_everything_is_listed_at_once()
    {
        await using TestApiServer server = await StartAsync(services: 7, hasStreamingLists: false);
        server.Faults.Once(request => request.Query.ContainsKey("continue"), new Fault.Gone());
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.Equal(7, source.ServiceNames.Count());
        ApiRequest last = Lists(server).Last();
        Assert.False(last.Query.ContainsKey("limit") || last.Query.ContainsKey("resourceVersion"));
    }

    [Fact]
    public async Task A_list_that_ends_too_early_removes_nothing()
    {
        await using TestApiServer server = await StartAsync(services: 7, hasStreamingLists: false);
        await using var source = new SourceHarness(server);
        await source.WatchingAsync();
        long changes = source.Store.Counts.ServicesTotal;

        server.Faults.Always = request => request is { Resource: "services", IsWatch: false } ? new Fault.Truncate() : null;
        server.Faults.Once(request => request is { Resource: "services", IsWatch: true }, new Fault.Gone());
        server.ResetConnections();
        await source.UntilLogAsync("ended in the middle of the list");

        Assert.Equal(7, source.ServiceNames.Count());
        Assert.Equal(changes, source.Store.Counts.ServicesTotal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_vanished_while_nobody_watched_is_removed_and_what_stayed_is_no_change(bool hasStreamingLists)
    {
        await using TestApiServer server = await StartAsync(services: 7, hasStreamingLists);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        long changes = source.Store.Counts.ServicesTotal;

        await server.GoDownAsync();
        server.Objects.Delete(ApiResource.Services, "default/s3");
        server.Objects.Set(ApiJson.Service("default/s5", port: 81));
        server.Objects.Set(ApiJson.Service("default/s6", "10.96.0.7")); // as it was
        server.Objects.Compact();
        await server.ListenAsync();

        await source.UntilServicesAsync("default/s0", "default/s1", "default/s2", "default/s4", "default/s5", "default/s6");
        await source.UntilAsync(state => state.Services[4].Service?.Ports[0].Port == 81, "the port is still another one");
        Assert.Equal(changes + 2, source.Store.Counts.ServicesTotal);
    }

    [Fact]
    public async Task A_server_that_lost_its_newest_versions_is_asked_for_whatever_is_newest()
    {
        await using TestApiServer server = await StartAsync(services: 3);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        await server.GoDownAsync();
        server.Objects.Delete(ApiResource.Services, "default/s1");
        server.Objects.Rewind(500);
        server.Faults.Once(request => request is { Resource: "services", IsWatch: true }, new Fault.Gone());
        await server.ListenAsync();

        await source.UntilServicesAsync("default/s0", "default/s2");
        Assert.Contains(source.Log.Messages, message => message.Contains("Too large resource version"));
    }

    [Fact]
    public async Task A_server_that_asks_us_to_stay_away_is_left_alone_for_that_time()
    {
        await using TestApiServer server = await StartAsync(services: 1);
        server.Faults.Once(request => request.Resource == "services", new Fault.Status(429, "TooManyRequests", RetryAfter: 1));
        long start = Stopwatch.GetTimestamp();
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(1));
        Assert.Contains(source.Log.Messages, message => message.Contains("was answered with 429 TooManyRequests: it was told to say so"));
    }

    [Fact]
    public async Task A_list_that_is_no_JSON_is_asked_for_again()
    {
        await using TestApiServer server = await StartAsync(services: 3, hasStreamingLists: false);
        server.Faults.Once(request => request is { Resource: "services", IsWatch: false }, new Fault.WrongJson());
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.Equal(3, source.ServiceNames.Count());
        Assert.Contains(source.Log.Messages, message => message.Contains("it is not a list in JSON"));
    }

    [Fact]
    public async Task A_large_list_comes_compressed_and_also_slowly()
    {
        await using TestApiServer server = await StartAsync(services: 1000, hasStreamingLists: false);
        server.Faults.Once(request => request is { Resource: "services", IsWatch: false }, new Fault.Slow(1000, TimeSpan.FromMilliseconds(1)));
        await using var source = new SourceHarness(server, tuning => tuning with { PageSize = 0 });
        await source.SyncedAsync();

        Assert.Equal(1000, source.ServiceNames.Count());
        Assert.All(Lists(server), request => Assert.True(request.AcceptsGzip));
    }

    private static async Task<TestApiServer> StartAsync(int services, bool hasStreamingLists = true)
    {
        TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = hasStreamingLists;
        server.HasWatchCache = false; // so that there are pages
        for (int i = 0; i < services; i++)
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.{i / 250}.{(i % 250) + 1}"));
        return server;
    }

    private static IEnumerable<ApiRequest> Lists(TestApiServer server) => server.Requests.Where(request => request is { Resource: "services", IsWatch: false });
}
