using System.Diagnostics;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>
/// So many new TCP connections a second, from everywhere, to the cluster IP and the node port, over both families; and beside them
/// connections and UDP flows that stay open and ask again and again. Nobody may notice what happens meanwhile.
/// </summary>
public sealed class SteadyLoad(ProxiedNode node, int connectionsPerSecond)
{
    private const int NodePort = 30_080;

    /// <summary>Between an answer on what stays open, of which there are 32, and the next question.</summary>
    public TimeSpan HeldPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Of connections made meanwhile.</summary>
    public SoakTally New { get; } = new();

    /// <summary>Of questions on connections and flows that were there before.</summary>
    public SoakTally Held { get; } = new();

    private Host[] Clients => [.. new[] { node.Bed.Client, node.Bed.Pods[2], node.Bed.Node, node.Bed.OtherPods[1] }.Select(host => host with { EndsByReset = true })];

    private (Host From, IPEndPoint To)[] Ways =>
    [
        .. from family in Enum.GetValues<IpFamily>()
           from client in Clients
           from target in new[] { new IPEndPoint(Plan.ClusterIP(1)[family], 80), new IPEndPoint(Plan.Node[family], NodePort) }
           select (client, target),
    ];

    /// <summary>The service that is asked, and its endpoints.</summary>
    public IReadOnlyList<Manifest> Manifests => [Service, .. Enum.GetValues<IpFamily>().Select(Slice)];

    /// <summary>Programs the service, and puts the load on the node until <paramref name="meanwhile"/> is done.</summary>
    public async Task RunAsync(Func<Task> meanwhile)
    {
        await node.ProgramAsync(Manifests);
        await LoadAsync(meanwhile);
    }

    /// <summary>The same where somebody else has programmed the service. First opens what stays open.</summary>
    public async Task LoadAsync(Func<Task> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        Conversation[] held = await Task.WhenAll(Ways.SelectMany(way => new[] { Protocol.Tcp, Protocol.Udp }.Select(protocol => way.From.OpenAsync(way.To, protocol))));
        foreach (Conversation conversation in held)
            await AskOnceAsync(conversation);
        Task load = Task.WhenAll([ConnectAsync(stop.Token), .. held.Select(conversation => AskAsync(conversation, stop.Token))]);
        await meanwhile();
        await stop.CancelAsync();
        await load;
        foreach (Conversation conversation in held)
            await conversation.DisposeAsync();
    }

    /// <summary>Only endpoints of this node: another node's pod would answer its neighbour directly, past the node that translated.</summary>
    private SliceManifest Slice(IpFamily family) => new($"steady-{(family == IpFamily.IPv4 ? "ipv4" : "ipv6")}", "steady", family)
    {
        Ports = [new PortManifest("tcp", Protocol.Tcp, 8080), new PortManifest("udp", Protocol.Udp, 8080)],
        Endpoints = [node.Bed.Pods[0], node.Bed.Pods[1]],
    };

    private static ServiceManifest Service => new("steady")
    {
        Type = ServiceType.NodePort,
        ClusterIPs = [Plan.ClusterIP(1).IPv4, Plan.ClusterIP(1).IPv6],
        Ports = [new PortManifest("tcp", Protocol.Tcp, 80, NodePort), new PortManifest("udp", Protocol.Udp, 80, NodePort)],
    };

    /// <summary>
    /// Makes up for ticks that a busy machine missed, but not for more than a second of them: all at once would keep it busy. A connection
    /// that is slow holds up no other.
    /// </summary>
    private async Task ConnectAsync(CancellationToken stop)
    {
        (Host From, IPEndPoint To)[] ways = Ways;
        var connections = new List<Task>();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / connectionsPerSecond));
        long started = Stopwatch.GetTimestamp();
        int skipped = 0;
        while (!stop.IsCancellationRequested)
        {
            int due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * connectionsPerSecond) - skipped;
            skipped += Math.Max(0, due - connections.Count - connectionsPerSecond);
            for (due = Math.Min(due, connections.Count + connectionsPerSecond); connections.Count < due;)
                connections.Add(ConnectAsync(ways[connections.Count % ways.Length]));
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(connections);
    }

    private async Task ConnectAsync((Host From, IPEndPoint To) way)
    {
        long started = Stopwatch.GetTimestamp();
        New.Add(await way.From.ConnectAsync(way.To, Protocol.Tcp, Probe.ForAnswer), started);
    }

    /// <summary>Ends with the first question that is not answered: a broken connection counts once.</summary>
    private async Task AskAsync(Conversation conversation, CancellationToken stop)
    {
        Outcome outcome;
        do
        {
            outcome = await AskOnceAsync(conversation);
            await Task.Delay(HeldPause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (outcome is Outcome.Answered && !stop.IsCancellationRequested);
    }

    private async Task<Outcome> AskOnceAsync(Conversation conversation)
    {
        long started = Stopwatch.GetTimestamp();
        Outcome outcome = await conversation.AskAsync(Probe.ForAnswer);
        Held.Add(outcome, started);
        return outcome;
    }
}
