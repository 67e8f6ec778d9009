using System.Diagnostics;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>From the rename of an endpoint's file to the first packet that reaches the new endpoint, beside 10,000 other services.</summary>
internal static class LatencyRun
{
    private const int Services = 10_000;

    private static readonly ServiceManifest Watched = new("watched")
    {
        ClusterIPs = [Plan.ClusterIP(1).IPv4], Ports = [new PortManifest("", Protocol.Udp, 80)],
    };

    public static async Task RunAsync(Programs programs, int changes)
    {
        await using ProxiedNode node = await LargeNode.CreateAsync(programs, Services);
        Prepare(node);
        node.Start();
        await node.InForceAsync(LargeNode.Limit);
        await node.SettleAsync();
        List<double> times = await MeasureAsync(node, changes);
        Figures.Print($"latency, {Services} services x {LargeNode.EndpointsEach}, {changes} changes: {Figures.Spread(times, "ms")}");
    }

    /// <summary>Writes the service whose endpoint changes later.</summary>
    public static void Prepare(ProxiedNode node) => node.Write(Watched, Slice(node.Bed.Pods[0]));

    /// <summary>Milliseconds from each change to the first packet that follows it.</summary>
    public static async Task<List<double>> MeasureAsync(ProxiedNode node, int changes)
    {
        var times = new List<double>();
        for (int i = 1; i <= changes; i++)
            times.Add(await MeasureAsync(node, node.Bed.Pods[i % 2]));
        return times;
    }

    private static async Task<double> MeasureAsync(ProxiedNode node, Host next)
    {
        long started = Stopwatch.GetTimestamp();
        node.Write(Slice(next)); // ends with the rename
        while (!await IsAnsweredByAsync(node.Bed.Pods[2], next))
        {
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<bool> IsAnsweredByAsync(Host client, Host next) =>
        await client.ConnectAsync(new IPEndPoint(Plan.ClusterIP(1).IPv4, 80), Protocol.Udp, Probe.ForAnswer) is Outcome.Answered answer && answer.By == next.Name;

    private static SliceManifest Slice(Host endpoint) => new("watched", "watched", IpFamily.IPv4)
    {
        Ports = [new PortManifest("", Protocol.Udp, 8080)], Endpoints = [endpoint],
    };
}
