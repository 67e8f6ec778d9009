using System.Text;
using System.Text.Json.Nodes;
using Proxier.Core.Events;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Events;

public sealed class EventSinkTests
{
    private static readonly ClusterEvent Listen = new(
        EventSubject.Service(new ObjectName("shop", "web")), EventType.Warning, "FailedToStartServiceHealthcheck", "Listen", "port 30000 is in use");

    /// <summary>For the pauses between two tries, while the minute or more that an answer may take does not pass in a moment.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_event_of_a_node_looks_like_those_of_kube_proxy()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        source.Events.Report(new ClusterEvent(EventSubject.Node("node-a"), EventType.Normal, "Starting", "StartKubeProxy", ""));
        JsonObject json = await EventAsync(server, _ => true);

        Assert.Equal("default", (string?)json["metadata"]!["namespace"]);
        Assert.StartsWith("node-a.", (string?)json["metadata"]!["name"]);
        Assert.Equal("""{"apiVersion":"v1","kind":"Node","name":"node-a","uid":"node-a"}""", json["regarding"]!.ToJsonString());
        Assert.Equal(("Starting", "StartKubeProxy", "Normal"), ((string?)json["reason"], (string?)json["action"], (string?)json["type"]));
        Assert.Equal("2026-01-01T00:00:00.000000Z", (string?)json["eventTime"]);
    }

    [Fact]
    public async Task An_event_that_happens_again_is_counted_and_told_once_a_minute()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        source.Events.Report(Listen);
        await EventAsync(server, _ => true);
        for (int i = 0; i < 10; i++)
            source.Events.Report(Listen);
        source.Events.Report(Listen with { Note = "another" });
        await EventAsync(server, json => (string?)json["note"] == "another");
        _time.Advance(TimeSpan.FromMinutes(1));
        source.Events.Report(Listen);
        JsonObject series = await EventAsync(server, json => json["series"] is not null);

        Assert.Equal(12, (int?)series["series"]!["count"]);
        Assert.Equal("2026-01-01T00:01:00.000000Z", (string?)series["series"]!["lastObservedTime"]);
        Assert.Equal(3, server.Requests.Count(request => request.Resource == "events"));
        Assert.Equal(2, server.Objects.All(ApiResource.Events).Count);
    }

    [Fact]
    public async Task After_some_quiet_minutes_it_is_a_new_event()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        source.Events.Report(Listen);
        source.Events.Report(Listen with { Note = "another" });
        await EventAsync(server, json => (string?)json["note"] == "another"); // so the first is done with
        _time.Advance(TimeSpan.FromMinutes(6));
        source.Events.Report(Listen);

        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(Step); // the other one may just have been given up
                return Task.FromResult(server.Objects.All(ApiResource.Events).Count(stored => Encoding.UTF8.GetString(stored.Json).Contains(Listen.Note)) == 2);
            },
            Patience.Limit, "there is no second event");
    }

    [Fact]
    public async Task A_flood_is_left_out_and_nobody_waits_for_it()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        for (int i = 0; i < 10_000; i++)
            source.Events.Report(Listen with { Note = $"{i}" });
        source.Events.Report(Listen with { Note = "last" });
        await EventAsync(server, json => (string?)json["note"] == "24");
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(
            () =>
            {
                source.Events.Report(Listen with { Note = "later" });
                return Task.FromResult(server.Objects.All(ApiResource.Events).Count == 26);
            },
            Patience.Limit, "there are not 26 events");
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        server.Faults.Once(request => request.Resource == "events", new Fault.Status(500, "InternalError"));
        source.Events.Report(Listen);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(Step);
                return Task.FromResult(server.Objects.All(ApiResource.Events).Count == 1);
            },
            Patience.Limit, "the event does not come");

        source.Events.Report(Listen with { Reason = "" });
        source.Events.Report(Listen with { Note = "after that" });
        await EventAsync(server, json => (string?)json["note"] == "after that");
        Assert.Equal(4, server.Requests.Count(request => request.Resource == "events"));
    }

    [Fact]
    public async Task A_long_note_is_cut_and_a_long_name_too()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var source = new SourceHarness(server, time: _time);
        source.Events.Report(new ClusterEvent(EventSubject.Node(new string('n', 253)), EventType.Normal, "Starting", "Start", new string('ä', 2000)));
        JsonObject json = await EventAsync(server, _ => true);

        Assert.Equal(new string('ä', 512), (string?)json["note"]);
        Assert.InRange(((string?)json["metadata"]!["name"])!.Length, 200, 253);
    }

    private static async Task<JsonObject> EventAsync(TestApiServer server, Func<JsonObject, bool> isWanted)
    {
        JsonObject? found = null;
        await Eventually.TrueAsync(
            () =>
            {
                found = server.Objects.All(ApiResource.Events).Select(stored => JsonNode.Parse(stored.Json)!.AsObject()).FirstOrDefault(isWanted);
                return Task.FromResult(found is not null);
            },
            Patience.Limit, "no such event comes");
        return found!; // waited for
    }
}
