using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.ApiServer;

/// <summary>What happens to the API server itself and to what it holds.</summary>
public sealed class ServerFaultTests(WatchedCluster cluster) : IClassFixture<WatchedCluster>
{
    private const string Forgotten = "is forgotten by the API server; listing again";

    private static readonly string[] Resources = ["services", "endpointslices", "nodes", "servicecidrs"];

    private TestApiServer Server => cluster.Server;

    [NetnsFact]
    public Task A_server_out_of_reach_removes_no_rule_and_the_age_of_the_state_is_told() => cluster.UnderLoadAsync(async () =>
    {
        await cluster.Node.SettleAsync();
        await cluster.UntilFreshAsync();
        uint generation = await RuleGeneration.ReadAsync(cluster.Node.Bed.NodeNamespace);
        int before = cluster.Node.Daemon.Lines;

        await Server.GoDownAsync();
        foreach (StoredObject service in Server.Objects.All(ApiResource.Services).Where(service => service.Name.Name != "steady"))
            Server.Objects.Delete(ApiResource.Services, service.Name);
        await cluster.UntilLogAsync("the last state stays in force, it was confirmed", before);
        await cluster.Node.UntilAsync(async () => await AgeAsync() > 2, Patience.Limit, "the state does not get older");

        Assert.Equal(HttpStatusCode.OK, (await cluster.AskAsync("http://127.0.0.1:10256/livez")).Status);
        Assert.Equal(HttpStatusCode.OK, (await cluster.AskAsync("http://127.0.0.1:10256/healthz")).Status);
        Assert.Equal(generation, await RuleGeneration.ReadAsync(cluster.Node.Bed.NodeNamespace));
        await Server.ListenAsync();
        await cluster.UntilLogAsync("services: in touch with the API server again", before);
        await cluster.UntilFreshAsync();
        await cluster.Node.UntilAsync(async () => await AgeAsync() < 2, Patience.Limit, "the state does not get younger");
        Assert.True(await RuleGeneration.ReadAsync(cluster.Node.Bed.NodeNamespace) > generation);
    });

    [NetnsFact]
    public Task Nobody_is_lost_when_the_server_starts_anew_and_has_forgotten_its_history() => cluster.RideOutAsync(
        async () =>
        {
            await Server.GoDownAsync();
            // So that there is something that the history could have told.
            foreach (int _ in Enumerable.Range(0, 20))
                cluster.Churn.Change();
            Server.Objects.Compact();
            await Server.ListenAsync();
        },
        "services: version ", Forgotten, "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_the_server_counts_its_versions_anew() => cluster.RideOutAsync(
        async () =>
        {
            await Server.GoDownAsync();
            Server.Objects.Rewind(500);
            foreach (string resource in Resources)
                Server.Faults.Once(request => request.Resource == resource && request.IsWatch, new Fault.Status(410, "Expired"));
            await Server.ListenAsync();
        },
        Forgotten, "Too large resource version", "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_the_version_of_a_bookmark_expires() => cluster.RideOutAsync(
        async () =>
        {
            int before = cluster.Node.Daemon.Lines;
            TimeSpan interval = Server.BookmarkInterval;
            Server.BookmarkInterval = TimeSpan.FromMinutes(10);
            Server.CloseConnections(); // the watches after this get no bookmarks
            await cluster.UntilLogAsync("nodes: in touch with the API server again", before);
            Server.Objects.Set(ApiJson.Node(Plan.OtherNodeName)); // which does not concern us
            Server.Objects.Compact();
            Server.ResetConnections();
            await cluster.UntilLogAsync("nodes: version ", before);
            Server.BookmarkInterval = interval;
        },
        Forgotten, "nodes: listed");

    [NetnsFact]
    public Task One_object_that_cannot_be_read_harms_no_other() => cluster.RideOutAsync(
        async () =>
        {
            ServiceManifest good = Service(101, "good"), bad = Service(102, "bad");
            await cluster.Node.ProgramAsync(good, Slice("good"), bad, Slice("bad"));
            foreach (JsonObject broken in new[] { bad.ToJson(), Service(103, "worse").ToJson() })
            {
                broken["spec"]!["ports"]![0]!["port"] = 70_000; // every Service here has one
                Server.Objects.Set(broken);
            }

            await cluster.Node.ProgramAsync(good with { Ports = [new PortManifest("", Protocol.Tcp, 81)] });
            Assert.Equal("pod1", await WhoAnswersAsync(101, 81));
            Assert.Equal("pod1", await WhoAnswersAsync(102, 80));
            cluster.Node.Write(bad, Service(103, "worse"), Slice("worse"));
            await cluster.Node.SettleAsync();
            Assert.Equal("pod1", await WhoAnswersAsync(103, 80));
        },
        "Service default/bad cannot be read, so its previous version, if there is one, stays in force: spec.ports[0].port", "Service default/worse cannot be read");

    private static ServiceManifest Service(int number, string name) => new(name) { ClusterIPs = [Plan.ClusterIP(number).IPv4], Ports = [new PortManifest("", Protocol.Tcp, 80)] };

    private SliceManifest Slice(string service) => new(service, service, IpFamily.IPv4) { Ports = [new PortManifest("", Protocol.Tcp, 8080)], Endpoints = [cluster.Node.Bed.Pods[0]] };

    private async Task<string> WhoAnswersAsync(int number, int port) =>
        await cluster.Node.Bed.Pods[2].ConnectAsync(new IPEndPoint(Plan.ClusterIP(number).IPv4, port), Protocol.Tcp, Probe.ForAnswer) is var outcome && outcome is Outcome.Answered answer ? answer.By : outcome.ToString();

    /// <summary>Of what the daemon holds of Services, in seconds.</summary>
    private async Task<double> AgeAsync()
    {
        string line = (await cluster.AskAsync("http://127.0.0.1:10249/metrics")).Text.Split('\n').Single(line => line.StartsWith("proxier_source_state_age_seconds{resource=\"services\"}", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }
}
