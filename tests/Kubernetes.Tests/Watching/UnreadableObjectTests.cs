using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class UnreadableObjectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_cannot_be_read_is_reported_and_its_previous_version_stays(bool hasStreamingLists)
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = hasStreamingLists;
        server.Objects.Set(ApiJson.Service("default/a"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        server.Objects.Set(Broken("default/a"));
        server.Objects.Set(Broken("default/b"));
        server.Objects.Set(ApiJson.Service("default/c", "10.96.0.12"));
        await source.UntilServicesAsync("default/a", "default/c");
        Assert.Contains(source.Log.Messages, message => message.StartsWith("Service default/a cannot be read, so its previous version, if there is one, stays in force: spec.ports[0].port: must be"));

        // Neither does a list lose it.
        await server.GoDownAsync();
        server.Objects.Delete(ApiResource.Services, "default/c");
        server.Objects.Compact();
        await server.ListenAsync();
        await source.UntilServicesAsync("default/a");

        server.Objects.Set(ApiJson.Service("default/a", port: 81));
        await source.UntilAsync(state => state.Services[0].Service?.Ports[0].Port == 81, "the repaired object is not there");
        server.Objects.Set(Broken("default/a"));
        server.Objects.Delete(ApiResource.Services, "default/a");
        await source.UntilServicesAsync();
    }

    [Fact]
    public async Task What_is_wrong_is_current_for_as_long_as_it_is_there()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        foreach (string name in (string[])["default/a", "default/b", "default/c"])
            server.Objects.Set(Broken(name));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        Assert.Equal(3, source.Store.Findings.Count);
        Assert.StartsWith("Service default/a: spec.ports[0].port: ", source.Store.Findings.First(1)[0], StringComparison.Ordinal);

        server.Objects.Set(ApiJson.Service("default/a"));
        server.Objects.Delete(ApiResource.Services, "default/b");
        await source.UntilAsync(_ => source.Store.Findings.Count == 1, "what was mended or deleted is still told");

        await server.GoDownAsync(); // and what vanishes unseen
        server.Objects.Delete(ApiResource.Services, "default/c");
        server.Objects.Compact();
        await server.ListenAsync();
        await source.UntilAsync(_ => source.Store.Findings.Count == 0, "what is not in the list any more is still told");
    }

    [Fact]
    public async Task Many_such_objects_do_not_fill_the_log()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        for (int i = 0; i < 500; i++)
            server.Objects.Set(Broken($"default/s{i}"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.InRange(source.Log.Count(LogLevel.Error), 20, 25);
    }

    [Fact]
    public async Task A_slice_that_no_service_can_use_any_more_is_removed()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Objects.Set(ApiJson.Slice("default/a", "10.244.1.1"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        Assert.Single(source.State.Services);

        JsonObject slice = ApiJson.Slice("default/a", "10.244.1.1");
        slice["metadata"]!["labels"] = new JsonObject();
        server.Objects.Set(slice);
        await source.UntilAsync(state => state.Services.IsEmpty, "the slice is still there");
        Assert.Equal(1, source.Log.Count(LogLevel.Warning));
    }

    private static JsonObject Broken(string name)
    {
        JsonObject service = ApiJson.Service(name);
        service["spec"]!["ports"]![0]!["port"] = 70000;
        return service;
    }
}
