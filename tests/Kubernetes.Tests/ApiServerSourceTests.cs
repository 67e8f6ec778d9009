using Proxier.Testing;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests;

public sealed class ApiServerSourceTests
{
    private static readonly string[] Resources = ["endpointslices", "nodes", "servicecidrs", "services"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_that_exists_is_in_the_store_once_it_is_synced(bool hasStreamingLists)
    {
        await using TestApiServer server = await StartAsync(hasStreamingLists);
        for (int i = 0; i < 10; i++)
        {
            server.Objects.Set(ApiJson.Service($"default/s{i}", $"10.96.0.{i + 1}"));
            server.Objects.Set(ApiJson.Slice($"default/s{i}", "10.244.1.1"));
        }

        server.Objects.Set(ApiJson.Node(Some.NodeName));
        server.Objects.Set(ApiJson.Node(Some.OtherNodeName));
        server.Objects.Set(ApiJson.ServiceCidr("kubernetes", "10.96.0.0/16"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"default/s{i}"), source.ServiceNames);
        Assert.All(source.State.Services, objects => Assert.Single(objects.Slices));
        Assert.Equal(Some.NodeName, source.State.Node?.Name);
        await source.UntilAsync(state => state.ServiceCidrs.Count == 1, "there are no service CIDRs");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_arrive_as_they_happen(bool hasStreamingLists)
    {
        await using TestApiServer server = await StartAsync(hasStreamingLists);
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        server.Objects.Set(ApiJson.Service("default/a"));
        await source.UntilServicesAsync("default/a");
        server.Objects.Set(ApiJson.Service("default/a", port: 81));
        await source.UntilAsync(state => state.Services[0].Service?.Ports[0].Port == 81, "the port is still another one");
        server.Objects.Set(ApiJson.Slice("default/a", "10.244.1.1"));
        await source.UntilAsync(state => state.Services[0].Slices.Count == 1, "there is no slice");
        server.Objects.Delete(ApiResource.Services, "default/a");
        server.Objects.Delete(ApiResource.EndpointSlices, "default/a");
        await source.UntilAsync(state => state.Services.IsEmpty, "the service is still there");
    }

    [Theory]
    [InlineData("services")]
    [InlineData("endpointslices")]
    [InlineData("nodes")]
    public async Task Nothing_is_synced_before_services_slices_and_the_node_were_listed(string resource)
    {
        await using TestApiServer server = await StartAsync();
        server.Faults.Always = request => request.Resource == resource ? new Fault.Status(503, "ServiceUnavailable") : null;
        await using var source = new SourceHarness(server);
        await source.UntilLogAsync($"{resource}: ");
        foreach (string other in Resources.Except([resource]))
            await source.UntilLogAsync($"{other}: listed");

        Assert.False(source.Store.IsSynced);
        server.Faults.Always = _ => null;
        await source.SyncedAsync();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task Without_service_cidrs_it_goes_on_and_asks_again_rarely(int status)
    {
        await using TestApiServer server = await StartAsync();
        if (status == 404)
            server.NotServed.Add("servicecidrs");
        else
            server.Gate.Forbid("servicecidrs");
        await using var source = new SourceHarness(server, tuning => tuning with { NotServedRetry = TimeSpan.FromMilliseconds(200) });
        await source.SyncedAsync();
        await source.UntilLogAsync("servicecidrs: GET api");
        Assert.Contains(source.Log.Messages, message => message.Contains($"was answered with {status}") && message.Contains("going on without"));

        server.NotServed.Clear();
        server.Gate.Permit("servicecidrs");
        server.Objects.Set(ApiJson.ServiceCidr("kubernetes", "10.96.0.0/16"));
        await source.UntilAsync(state => state.ServiceCidrs.Count == 1, "there are no service CIDRs");
        Assert.Single(source.Log.Messages, message => message.Contains("going on without"));
    }

    [Fact]
    public async Task The_server_is_asked_only_for_what_is_ours()
    {
        await using TestApiServer server = await StartAsync();
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();

        ILookup<string, ApiRequest> requests = server.Requests.ToLookup(request => request.Resource);
        foreach (string resource in new[] { "services", "endpointslices" })
            Assert.All(requests[resource], request => Assert.Equal("!service.kubernetes.io/service-proxy-name,!service.kubernetes.io/headless", request.Query["labelSelector"]));
        Assert.All(requests["nodes"], request => Assert.Equal($"metadata.name={Some.NodeName}", request.Query["fieldSelector"]));
        Assert.Equal(Resources, requests.Select(group => group.Key).Order());
    }

    [Fact]
    public async Task An_object_that_gains_the_label_of_another_proxy_is_gone_and_comes_back_without_it()
    {
        await using TestApiServer server = await StartAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        server.Objects.Set(ApiJson.Service("default/b").Labelled("service.kubernetes.io/headless"));
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        Assert.Equal(["default/a"], source.ServiceNames);

        server.Objects.Set(ApiJson.Service("default/a").Labelled("service.kubernetes.io/service-proxy-name", "other"));
        await source.UntilServicesAsync();
        server.Objects.Set(ApiJson.Service("default/a"));
        await source.UntilServicesAsync("default/a");
    }

    [Fact]
    public async Task Our_node_may_be_missing_and_when_deleted_it_stays_but_is_leaving()
    {
        await using TestApiServer server = await StartAsync();
        await using var source = new SourceHarness(server);
        await source.SyncedAsync();
        Assert.Null(source.State.Node);

        server.Objects.Set(ApiJson.Node(Some.NodeName, "192.0.2.7"));
        await source.UntilAsync(state => state.Node is { IsLeaving: false }, "there is no node");
        server.Objects.Delete(ApiResource.Nodes, Some.NodeName);
        await source.UntilAsync(state => state.Node is { IsLeaving: true }, "the node is not leaving");
        Assert.Equal("192.0.2.7", source.State.Node?.Addresses.Single().ToString());
        server.Objects.Set(ApiJson.Node(Some.NodeName, "192.0.2.8"));
        await source.UntilAsync(state => state.Node is { IsLeaving: false }, "the node is still leaving");
    }

    private static async Task<TestApiServer> StartAsync(bool hasStreamingLists = true)
    {
        TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = hasStreamingLists;
        return server;
    }
}
