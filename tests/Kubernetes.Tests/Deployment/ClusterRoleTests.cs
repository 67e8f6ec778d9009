using System.Text.Json.Nodes;
using Proxier.Core.Events;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Deployment;

namespace Proxier.Kubernetes.Tests.Deployment;

public sealed class ClusterRoleTests
{
    private static readonly ClusterEvent Something = new(EventSubject.Node("node-a"), EventType.Normal, "Starting", "StartKubeProxy", "");

    /// <summary>Against a server with streaming lists and one without: the one is never asked for a list.</summary>
    [Fact]
    public async Task It_allows_what_we_ask_for_and_nothing_else() =>
        Assert.Equal((await AskedForAsync(true)).Union(await AskedForAsync(false)).Order(), Allowed().Order());

    [Fact]
    public void It_is_bound_to_the_account_of_the_pods()
    {
        DeployedDaemon daemon = DeployedDaemon.Shipped;
        JsonObject binding = daemon.Object("ClusterRoleBinding"), account = daemon.Object("ServiceAccount")["metadata"]!.AsObject();

        Assert.Equal(Name(daemon.Object("ClusterRole")), (string?)binding["roleRef"]!["name"]);
        Assert.True(JsonNode.DeepEquals(
            new JsonObject { ["kind"] = "ServiceAccount", ["name"] = (string?)account["name"], ["namespace"] = (string?)account["namespace"] },
            Assert.Single(DeployedDaemon.Items(binding, "subjects"))));
        Assert.Equal((string?)account["name"], DeployedDaemon.Text(daemon.Pod, "serviceAccountName"));
    }

    private static string Name(JsonObject json) => (string)json["metadata"]!["name"]!;

    private static IEnumerable<string> Allowed() =>
        from rule in DeployedDaemon.Items(DeployedDaemon.Shipped.Object("ClusterRole"), "rules")
        from apiGroup in DeployedDaemon.Texts(rule["apiGroups"])
        from resource in DeployedDaemon.Texts(rule["resources"])
        from verb in DeployedDaemon.Texts(rule["verbs"])
        select $"{verb} {apiGroup}/{resource}";

    private static async Task<IReadOnlySet<string>> AskedForAsync(bool hasStreamingLists)
    {
        var time = new ManualTime();
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = hasStreamingLists;
        await using var source = new SourceHarness(server, time: time);
        await source.SyncedAsync();
        foreach (string resource in new[] { "services", "endpointslices", "nodes", "servicecidrs" })
            await source.UntilRequestAsync(request => request.Resource == resource && request.IsWatch);
        source.Events.Report(Something);
        await source.UntilRequestAsync(request => request.Method == "POST");
        await Eventually.TrueAsync(() => Task.FromResult(server.Objects.All(ApiResource.Events).Count == 1), Patience.Limit, "the event does not come");
        await Eventually.TrueAsync(
            () =>
            {
                // One that is reported before the first has been answered is counted only.
                time.Advance(TimeSpan.FromMinutes(1));
                source.Events.Report(Something);
                return Task.FromResult(server.Requests.Any(request => request.Method == "PATCH"));
            },
            Patience.Limit, "a repeated event is not told");
        return server.Requests.Select(request => $"{Verb(request)} {ApiResource.All.Single(known => known.Plural == request.Resource).Group}/{request.Resource}").ToHashSet();
    }

    /// <summary>As the server's authorizer names them: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb</summary>
    private static string Verb(ApiRequest request) => request switch
    {
        { Method: "GET", IsWatch: true } => "watch",
        { Method: "GET" } => "list", // every path we know is that of a collection; the server has no others
        { Method: "POST" } => "create",
        { Method: "PATCH" } => "patch",
        _ => request.Method,
    };
}
