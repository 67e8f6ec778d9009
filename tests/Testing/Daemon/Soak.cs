using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>
/// Clients connect by TCP and ask by UDP, over both families, without pause, while the endpoints of their service change a hundred
/// times a second: 1 to 20 of them, of which the first stays. Nobody may be refused, and no connection lost. The node needs
/// <see cref="Endpoints"/> pods on the other node.
/// <para>
/// A UDP request whose answer did not come is sent again, as every resolver does, three times at most, and then must be answered: an endpoint that has gone has a
/// quarter of a second for its last answers, which on a busy machine may not do. How often that happened is counted by itself.
/// </para>
/// </summary>
public sealed class Soak(ProxiedNode node, bool isSticky, int seed = 1)
{
    public const int Endpoints = 20;

    private const int ChangesPerSecond = 100;
    private const int ClientsOfEachSort = 2;
    private const int MostRepeats = 3;

    private static readonly AddressPair Address = Plan.ClusterIP(1);

    private readonly Random _random = new(seed);

    public SoakTally Tcp { get; } = new();

    public SoakTally Udp { get; } = new();

    public int Changes { get; private set; }

    /// <summary>Of nftables, of either family; each change that is applied by itself needs three in each.</summary>
    public uint Transactions { get; private set; }

    private Host[] Clients => [.. new[] { node.Bed.Client, node.Bed.SecondClient, node.Bed.Pods[1], node.Bed.Node }.Select(host => host with { EndsByReset = true })];

    /// <param name="leastAttempts">By either protocol: on a busy machine it takes longer, but not longer than <see cref="Patience.Limit"/>.</param>
    public async Task RunAsync(TimeSpan duration, int leastAttempts = 0)
    {
        // A client's port comes up again within a minute, and must not meet what conntrack remembers of its last use.
        await node.Bed.NodeNamespace.SetSysctlsAsync([("net/netfilter/nf_conntrack_udp_timeout", $"{Probe.ForAnswer.TotalSeconds:0}")]);
        Change();
        await node.ProgramAsync(Service);
        uint generation = await RuleGeneration.ReadAsync(node.Bed.NodeNamespace);
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Clients.SelectMany(host => Enumerable.Range(0, ClientsOfEachSort).SelectMany(i => Work(host, i, stop.Token)))];
        await ChangeWithoutPauseAsync(elapsed => elapsed < duration || (elapsed < Patience.Limit && Math.Min(Tcp.Attempts, Udp.Attempts) < leastAttempts));
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Transactions = await RuleGeneration.ReadAsync(node.Bed.NodeNamespace) - generation;
    }

    private ServiceManifest Service => new("soak")
    {
        ClusterIPs = [Address.IPv4, Address.IPv6],
        Ports = [new PortManifest("tcp", Protocol.Tcp, 80), new PortManifest("udp", Protocol.Udp, 80)],
        AffinitySeconds = isSticky ? 10_800 : null,
    };

    private IEnumerable<Task> Work(Host host, int number, CancellationToken stop)
    {
        var to = new IPEndPoint(Address[(IpFamily)(number % 2)], 80);
        yield return AskAsync(host, to, Protocol.Tcp, Tcp, stop);
        yield return AskAsync(host, to, Protocol.Udp, Udp, stop);
    }

    private static async Task AskAsync(Host host, IPEndPoint to, Protocol protocol, SoakTally tally, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            await using Conversation conversation = await host.OpenAsync(to, protocol);
            Outcome outcome = await conversation.AskAsync(Probe.ForAnswer);
            int repeats = 0;
            for (; repeats < MostRepeats && outcome is Outcome.TimedOut && protocol == Protocol.Udp; repeats++)
                outcome = await conversation.AskAsync(Probe.ForAnswer);
            if (repeats > 0)
                tally.AddRepeated(outcome);
            else
                tally.Add(outcome, started);
        }
    }

    /// <summary>Makes up for ticks that a busy machine missed.</summary>
    private async Task ChangeWithoutPauseAsync(Func<TimeSpan, bool> goesOn)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChangesPerSecond));
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) is var elapsed && goesOn(elapsed))
        {
            for (int due = (int)(elapsed.TotalSeconds * ChangesPerSecond); Changes < due; Changes++)
                Change();
            await ticks.WaitForNextTickAsync();
        }
    }

    /// <summary>Both families in one file: one rename is one change.</summary>
    private void Change()
    {
        Host[] others = [.. node.Bed.OtherPods.Skip(1).Take(Endpoints - 1)];
        _random.Shuffle(others);
        Host[] hosts = [node.Bed.OtherPods[0], .. others.Take(_random.Next(Endpoints))];
        var slices = new JsonArray([.. Enum.GetValues<IpFamily>().Select(family => Slice(family, hosts).ToJson())]);
        node.Folder.Write("soak-slices.json", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = slices }.ToJsonString());
    }

    private static SliceManifest Slice(IpFamily family, Host[] hosts) => new($"soak-{(family == IpFamily.IPv4 ? "ipv4" : "ipv6")}", "soak", family)
    {
        Ports = [new PortManifest("tcp", Protocol.Tcp, 8080), new PortManifest("udp", Protocol.Udp, 8080)],
        Endpoints = [.. hosts.Select(host => new EndpointManifest(host))],
    };
}
