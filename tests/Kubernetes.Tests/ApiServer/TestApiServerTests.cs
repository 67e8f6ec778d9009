using System.Text.Json.Nodes;
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
