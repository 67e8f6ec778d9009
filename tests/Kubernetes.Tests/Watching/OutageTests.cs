using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class OutageTests
{
    private static readonly string[] Resources = ["endpointslices", "nodes", "servicecidrs", "services"];

    [Fact]
    public async Task An_outage_changes_nothing_is_logged_once_and_so_is_its_end()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        long version = source.Store.Snapshot().Version;

        await server.GoDownAsync();
        await Eventually.TrueAsync(() => Task.FromResult(source.Log.Messages.Count(message => message.StartsWith("services: ") && message.Contains("stays in force")) >= 3), Patience.Limit, "there are no three tries");
        await Eventually.TrueAsync(
            () => Task.FromResult(source.Log.Count(LogLevel.Warning) == Resources.Length), Patience.Limit, "there is not one warning for each resource");
        Assert.Equal(version, source.Store.Snapshot().Version);
        server.Objects.Delete(ApiResource.Services, "default/a");
        await server.ListenAsync();

        await source.UntilServicesAsync();
        await source.UntilLogAsync("services: in touch with the API server again after");
        Assert.Equal(Resources.Length, source.Log.Count(LogLevel.Warning));
    }

    [Fact]
    public async Task The_age_of_the_state_is_measured_for_each_resource()
    {
        var time = new ManualTime();
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.BookmarkInterval = TimeSpan.FromMinutes(10);
        await using var source = new SourceHarness(server, time: time);
        using var recorder = new MetricsRecorder(source.Metrics.Meter);
        await source.SyncedAsync();
        await source.UntilLogAsync("servicecidrs: listed");

        time.Advance(TimeSpan.FromSeconds(42));
        recorder.Observe();

        Assert.Equal(
            Resources.Select(resource => $"proxier_source_state_age_seconds{{resource={resource}}} 42"),
            recorder.Lines.Where(line => line.StartsWith("proxier_source")).Order());
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await server.GoDownAsync();
        await using var source = new SourceHarness(server);
        await source.UntilLogAsync("nothing is programmed before the first full list");
        Assert.Contains(source.Log.Messages, message => message.Contains("Connection refused"));

        await server.ListenAsync();
        await source.SyncedAsync();
    }

    [Fact]
    public async Task Who_waits_long_goes_on_as_soon_as_another_one_reaches_the_server()
    {
        var time = new ManualTime();
        await using TestApiServer server = await TestApiServer.StartAsync();
        var chances = new ConcurrentQueue<double>();
        await using var source = new SourceHarness(
            server, tuning => tuning with { FirstRetry = TimeSpan.FromMinutes(10), LongestRetry = TimeSpan.FromHours(1), Chance = () => chances.TryDequeue(out double chance) ? chance : 0 }, time: time);
        foreach (string resource in Resources)
            await source.UntilLogAsync($"{resource}: listed");

        foreach (double chance in new[] { 0.1, 0.5, 0.6, 0.7 })
            chances.Enqueue(chance);
        server.ResetConnections();
        foreach (string resource in Resources)
            await source.UntilLogAsync($"{resource}: The ");
        foreach (int minutes in new[] { 11, 15, 16, 17 })
            await time.WaitForTimerAsync(TimeSpan.FromMinutes(minutes));
        time.Advance(TimeSpan.FromMinutes(11));

        foreach (string resource in Resources)
            await source.UntilLogAsync($"{resource}: in touch with the API server again after 660.0 s");
    }

    [Fact]
    public async Task A_watch_that_lasted_is_begun_anew_soon_whatever_ended_it()
    {
        var time = new ManualTime();
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.BookmarkInterval = TimeSpan.FromMinutes(10);
        await using var source = new SourceHarness(server, tuning => tuning with { Chance = () => 0 }, time: time);
        await source.UntilLogAsync("services: listed");
        for (int i = 1; i <= 4; i++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            server.ResetConnections();
            await UntilSaidAsync(source, i, "next try in 10 ms", () => { });
            await UntilSaidAsync(source, i, "in touch", () => time.Advance(TimeSpan.FromMilliseconds(10)));
        }
    }

    /// <summary>Until the log has said so about Services so many times.</summary>
    private static Task UntilSaidAsync(SourceHarness source, int times, string what, Action meanwhile) => Eventually.TrueAsync(
        () =>
        {
            meanwhile();
            return Task.FromResult(source.Log.Messages.Count(message => message.StartsWith("services: ") && message.Contains(what)) == times);
        },
        Patience.Limit, $"the log does not say '{what}' {times} times");
}
