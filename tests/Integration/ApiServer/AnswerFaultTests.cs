using System.Diagnostics;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Network;

namespace Proxier.Integration.ApiServer;

/// <summary>What is wrong with the answers of the API server.</summary>
public sealed class AnswerFaultTests(WatchedCluster cluster) : IClassFixture<WatchedCluster>
{
    private static readonly Func<ApiRequest, bool> Watch = request => request is { Resource: "services", IsWatch: true } && !request.Query.ContainsKey("sendInitialEvents");
    private static readonly Func<ApiRequest, bool> Stream = request => request.Resource == "services" && request.Query.ContainsKey("sendInitialEvents");
    private static readonly Func<ApiRequest, bool> Page = request => request is { Resource: "services", IsWatch: false };
    private static readonly Func<ApiRequest, bool> NextPage = request => Page(request) && request.Query.ContainsKey("continue");

    private TestApiServer Server => cluster.Server;

    [NetnsFact]
    public Task Nobody_is_lost_when_a_watch_is_told_that_its_version_is_gone() => cluster.RideOutAsync(
        () => FailAsync((Watch, new Fault.Gone(AfterWrites: 2))), "is forgotten by the API server; listing again", "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_a_list_expires_between_two_pages() => cluster.RideOutAsync(
        async () =>
        {
            Server.LargestPage = 5;
            int before = Server.Requests.Count;
            await FailAsync((Watch, new Fault.Gone()), (Stream, new Fault.Status(500, "InternalError")), (NextPage, new Fault.Gone()));
            await cluster.Node.UntilAsync(
                () => Task.FromResult(Server.Requests.Skip(before).Any(request => Page(request) && !request.Query.ContainsKey("limit"))), Testing.Patience.Limit, "nobody asks for everything at once");
            Server.LargestPage = 0;
        },
        "is forgotten by the API server; listing again", "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_answers_are_cut_short() => cluster.RideOutAsync(
        () => FailAsync((Watch, new Fault.Truncate(2)), (Watch, new Fault.Gone()), (Stream, new Fault.Truncate(3)), (Page, new Fault.Truncate())),
        "ended in the middle of an event", "ended in the middle of the list", "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_answers_are_not_JSON() => cluster.RideOutAsync(
        () => FailAsync((Watch, new Fault.WrongJson(2)), (Stream, new Fault.WrongJson(3)), (Page, new Fault.WrongJson())),
        "a line is not JSON", "it is not a list in JSON", "services: listed");

    [NetnsFact]
    public Task Nobody_is_lost_when_the_server_asks_us_to_stay_away() => cluster.RideOutAsync(
        async () =>
        {
            foreach (Fault.Status refusal in new Fault.Status[] { new(429, "TooManyRequests", RetryAfter: 1), new(503, "ServiceUnavailable", RetryAfter: 1), new(500, "InternalError") })
            {
                int before = cluster.Node.Daemon.Lines, requests = Server.Requests.Count;
                long started = Stopwatch.GetTimestamp();
                Server.Faults.Always = _ => refusal;
                Server.ResetConnections();
                await cluster.UntilLogAsync($"was answered with {refusal.Code} {refusal.Reason}", before);
                await Task.Delay(TimeSpan.FromSeconds(1.5));
                // Four resources, at first and once a second, and events; without the second that is asked for there would be dozens.
                requests = Server.Requests.Count - requests;
                double most = 4 * (3.5 + Stopwatch.GetElapsedTime(started).TotalSeconds);
                Assert.True(refusal.RetryAfter is null || requests <= most, $"{requests} requests came, and {most:0} may");
                Server.Faults.Always = _ => null;
                await cluster.UntilLogAsync("services: in touch with the API server again", before);
            }
        });

    [NetnsFact]
    public Task Nobody_is_lost_while_a_token_is_refused_and_replaced() => cluster.RideOutAsync(
        async () =>
        {
            int before = cluster.Node.Daemon.Lines;
            Server.Gate.RevokeToken("first");
            Server.ResetConnections();
            await cluster.UntilLogAsync("was answered with 401 Unauthorized", before);
            cluster.Place.UseToken("second");
            await cluster.UntilLogAsync("services: in touch with the API server again", before);
            await cluster.Node.UntilAsync(() => Task.FromResult(Server.Watches == 4), Patience.Limit, "something is still asked for with the first token");

            cluster.Place.UseToken("third");
            Server.Gate.RevokeToken("second");
            before = cluster.Node.Daemon.Lines;
            Server.ResetConnections();
            await cluster.UntilLogAsync("services: in touch with the API server again", before);
            // One that is there when it is needed is taken at once.
            Assert.False(cluster.Node.Daemon.Says("was answered with 401", before));
        });

    /// <summary>In this order, one request each.</summary>
    private Task FailAsync(params (Func<ApiRequest, bool> Concerns, Fault Fault)[] faults)
    {
        foreach ((Func<ApiRequest, bool> concerns, Fault fault) in faults)
            Server.Faults.Once(concerns, fault);
        Server.ResetConnections();
        return Task.CompletedTask;
    }
}
