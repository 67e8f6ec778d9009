using System.Net;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Integration.ApiServer;

/// <summary>
/// A node whose daemon, the real one, watches a test API server on another node; beside it services that change. One daemon rides out the
/// faults of all tests of a class, one after the other.
/// </summary>
public sealed class WatchedCluster : IAsyncLifetime
{
    private const int Services = 30;
    private const int ConnectionsPerSecond = 100;

    private static readonly TimeSpan ChangePause = TimeSpan.FromMilliseconds(20);

    public ProxiedNode Node { get; private set; } = null!; // made before the first test

    public ApiServerPlace Place { get; private set; } = null!; // with it

    public Churn Churn { get; private set; } = null!; // with it

    public TestApiServer Server => Place.Server;

    public async Task InitializeAsync()
    {
        if (Netns.Missing is not null)
            return;
        (Node, Place) = await ProxiedNode.CreateWithApiServerAsync(Programs.UnderTest);
        Node.Start("-v", "4"); // a failure after a failure is told then too
        Churn = new Churn(Node, Services);
        await Churn.BeginAsync();
    }

    public async Task DisposeAsync()
    {
        if (Node is not null)
            await Node.DisposeAsync();
    }

    /// <summary>
    /// While clients connect and hold connections and flows, and objects change without pause, something goes wrong, which the daemon must
    /// have noticed; then the rules follow, and nobody was lost.
    /// </summary>
    /// <param name="noticed">What the log says about it.</param>
    public async Task RideOutAsync(Func<Task> fault, params string[] noticed)
    {
        int before = Node.Daemon.Lines;
        await UnderLoadAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            Task changes = ChangeAsync(stop.Token);
            try
            {
                await fault();
                foreach (string part in noticed)
                    await UntilLogAsync(part, before);
                Assert.Equal(HttpStatusCode.OK, (await AskAsync("http://127.0.0.1:10256/livez")).Status);
            }
            finally
            {
                Server.Faults.Clear();
                await stop.CancelAsync();
                await changes;
            }

            await Node.SettleAsync();
            await UntilFreshAsync();
        });
        Assert.False(Node.Daemon.Says("a failure that nobody foresaw", before), Node.Daemon.Log);
    }

    /// <summary>Nobody may notice what happens meanwhile.</summary>
    public async Task UnderLoadAsync(Func<Task> meanwhile)
    {
        var load = new SteadyLoad(Node, ConnectionsPerSecond);
        await load.RunAsync(meanwhile);
        Assert.True(load.New.Failures + load.Held.Failures == 0, $"New connections: {load.New}; held ones: {load.Held}");
        Assert.True(load.New.Attempts > 50 && load.Held.Attempts > 50, $"Too little happened: {load.New}; {load.Held}");
    }

    /// <summary>Until the kernel holds what a fresh start would build from the server's objects.</summary>
    public async Task UntilFreshAsync()
    {
        IReadOnlyList<string> differences = [];
        try
        {
            await Node.UntilAsync(async () => (differences = await Churn.DifferencesFromFreshAsync(Programs.UnderTest)).Count == 0, Patience.Limit, "the rules are not those of a fresh start");
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.Message}\n{string.Join('\n', differences)}");
        }
    }

    /// <param name="from">The number of the line to begin with.</param>
    public Task UntilLogAsync(string part, int from = 0) =>
        Node.UntilAsync(() => Task.FromResult(Node.Daemon.Says(part, from)), Patience.Limit, $"the log does not say '{part}'");

    /// <summary>Asks the daemon from its own node.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string url)
    {
        using HttpClient http = NamespaceHttp.Client(Node.Bed.NodeNamespace);
        using HttpResponseMessage answer = await http.GetAsync(new Uri(url));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task ChangeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Churn.Change();
            await Task.Delay(ChangePause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
