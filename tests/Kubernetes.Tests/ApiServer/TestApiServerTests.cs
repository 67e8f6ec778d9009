using System.Text.Json.Nodes;
using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.ApiServer;

/// <summary>The test server refuses what the real one refuses, in the same words for programs.</summary>
public sealed class TestApiServerTests
{
    [Theory]
    [InlineData("/api/v1/pods", 404, "NotFound")]
    [InlineData("/apis/discovery.k8s.io/v1beta1/endpointslices", 404, "NotFound")]
    [InlineData("/api/v1/services?labelSelector=a%20b", 400, "BadRequest")]
    [InlineData("/api/v1/services?labelSelector=!", 400, "BadRequest")]
    [InlineData("/api/v1/nodes?fieldSelector=spec.other%3Da", 400, "BadRequest")]
    [InlineData("/api/v1/nodes?fieldSelector=metadata.name", 400, "BadRequest")]
    [InlineData("/api/v1/services?limit=many", 400, "BadRequest")]
    [InlineData("/api/v1/services?resourceVersion=new", 400, "BadRequest")]
    [InlineData("/api/v1/services?continue=abc", 400, "BadRequest")]
    [InlineData("/api/v1/services?continue=TOKEN&resourceVersion=1001", 400, "BadRequest")]
    [InlineData("/api/v1/services?continue=TOKEN&resourceVersionMatch=NotOlderThan&resourceVersion=0", 422, "Invalid")]
    [InlineData("/api/v1/services?resourceVersionMatch=NotOlderThan", 422, "Invalid")]
    [InlineData("/api/v1/services?resourceVersionMatch=Exact&resourceVersion=0", 422, "Invalid")]
    [InlineData("/api/v1/services?resourceVersionMatch=Newest&resourceVersion=1", 422, "Invalid")]
    [InlineData("/api/v1/services?sendInitialEvents=true&resourceVersionMatch=NotOlderThan", 422, "Invalid")]
    [InlineData("/api/v1/services?watch=true&resourceVersionMatch=NotOlderThan", 422, "Invalid")]
    [InlineData("/api/v1/services?watch=true&sendInitialEvents=true", 422, "Invalid")]
    [InlineData("/api/v1/services?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=9999", 504, "Timeout")]
    [InlineData("/api/v1/services?resourceVersion=9999&resourceVersionMatch=NotOlderThan", 504, "Timeout")]
    [InlineData("/api/v1/services?resourceVersion=999&resourceVersionMatch=Exact", 410, "Expired")]
    public async Task A_request_that_makes_no_sense_is_refused(string uri, int code, string reason)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        for (int i = 0; i < 3; i++)
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.0.{i + 1}"));
        using HttpClient http = Client(server);
        JsonNode page = JsonNode.Parse(await http.GetStringAsync("/api/v1/services?limit=2"))!;
        string token = Uri.EscapeDataString((string?)page["metadata"]!["continue"] ?? "");
        using HttpResponseMessage response = await http.GetAsync(uri.Replace("TOKEN", token));
        JsonNode status = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal(("Status", "Failure", reason, code), ((string?)status["kind"], (string?)status["status"], (string?)status["reason"], (int?)status["code"]));
    }

    [Theory]
    [InlineData("/api/v1/services?unknown=1&pretty=true", 3)]
    [InlineData("/api/v1/services?limit=2", 2)]
    [InlineData("/api/v1/services?limit=2&resourceVersion=0", 3)]
    [InlineData("/api/v1/services?limit=2&resourceVersion=1001", 1)]
    [InlineData("/api/v1/services?limit=2&resourceVersion=1001&resourceVersionMatch=NotOlderThan", 2)]
    [InlineData("/api/v1/services?resourceVersion=1001", 3)]
    [InlineData("/api/v1/services?resourceVersion=1002&resourceVersionMatch=Exact", 2)]
    [InlineData("/api/v1/services?watch=false", 3)]
    [InlineData("/api/v1/services?watch=0&allowWatchBookmarks=true", 3)]
    public async Task A_list_holds_what_was_asked_for(string uri, int count)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        for (int i = 0; i < 3; i++)
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.0.{i + 1}"));
        using HttpClient http = Client(server);
        JsonNode list = JsonNode.Parse(await http.GetStringAsync(uri))!;

        Assert.Equal(count, list["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("?watch=1&timeoutSeconds=1&limit=1")]
    [InlineData("?watch=yes&timeoutSeconds=1")]
    [InlineData("?watch&timeoutSeconds=1")]
    public async Task A_watch_takes_no_notice_of_a_limit(string query)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        for (int i = 0; i < 3; i++)
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.0.{i + 1}"));
        using HttpClient http = Client(server);

        Assert.Equal(3, (await http.GetStringAsync($"/api/v1/services{query}")).Split('\n').Count(line => line.StartsWith("""{"type":"ADDED",""", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("application/xml", null, 406, "NotAcceptable")]
    [InlineData("application/vnd.kubernetes.protobuf", null, 406, "NotAcceptable")]
    [InlineData("application/vnd.kubernetes.protobuf,application/json;q=0.5", null, 200, null)]
    [InlineData("*/*", null, 200, null)]
    [InlineData("application/json", "Bearer unknown", 401, "Unauthorized")]
    [InlineData("application/json", "Bearer known", 200, null)]
    public async Task What_is_shown_and_accepted_is_looked_at(string accept, string? authorization, int code, string? reason)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Gate.AllowToken("known", "somebody");
        using HttpClient http = Client(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/services");
        request.Headers.Accept.ParseAdd(accept);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Equal((code, reason), ((int)response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]));
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/services", 405)]
    [InlineData("POST", "/api/v1/namespaces/default/services", 405)]
    [InlineData("POST", "/apis/events.k8s.io/v1/namespaces/default/events", 415)]
    public async Task Methods_and_bodies_that_are_not_served_are_refused(string method, string uri, int code)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        using HttpClient http = Client(server);
        using var request = new HttpRequestMessage(new HttpMethod(method), uri) { Content = new StringContent("x", null, "text/plain") };
        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Equal(code, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_path_of_no_group_is_answered_in_plain_text()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        using HttpClient http = Client(server);
        using HttpResponseMessage response = await http.GetAsync("/apis/example.com/v1/things");

        Assert.Equal((404, "404 page not found\n"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Every_watch_that_runs_can_be_told_that_its_version_is_gone()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        using HttpClient http = Client(server);
        Task<string> watch = http.GetStringAsync("/api/v1/services?watch=true&resourceVersion=1000");
        await Eventually.TrueAsync(() => Task.FromResult(server.ExpireWatches() == 1), Patience.Limit, "there is no watch");

        Assert.Equal(410, (int?)JsonNode.Parse((await watch).Trim())!["object"]!["code"]);
    }

    [Fact]
    public async Task A_watch_from_a_forgotten_version_gets_an_error_event()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        server.Objects.Compact();
        using HttpClient http = Client(server);
        JsonNode line = JsonNode.Parse(await http.GetStringAsync("/api/v1/services?watch=true&resourceVersion=1000"))!;

        Assert.Equal(("ERROR", 410), ((string?)line["type"], (int?)line["object"]!["code"]));
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_what_there_is()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        using HttpClient http = Client(server);
        string lines = await http.GetStringAsync("/api/v1/services?watch=true&timeoutSeconds=1");

        Assert.StartsWith("""{"type":"ADDED","object":{"apiVersion":"v1","kind":"Service",""", lines);
    }

    private static HttpClient Client(TestApiServer server) =>
        new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = server.Address };
}
