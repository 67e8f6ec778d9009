using System.Diagnostics;
using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>
/// A large cluster from an API server: the start until all rules are there, the daemon's memory, and the time from a changed
/// EndpointSlice to the first packet that reaches the new endpoint. The server runs in this process, and shares the processors with the daemon.
/// </summary>
internal static class ApiServerRun
{
    private const int Changes = 200;

    public static async Task RunAsync(Programs programs, int services)
    {
        (ProxiedNode node, ApiServerPlace place) = await ProxiedNode.CreateWithApiServerAsync(programs);
        await using ProxiedNode _ = node;
        place.Silence = "150s"; // the usual one: nothing goes wrong here
        new ClusterGenerator(services, LargeNode.EndpointsEach).Create(place.Server.Objects);
        LatencyRun.Prepare(node);
        string size = $"{services} services x {LargeNode.EndpointsEach}";

        long started = Stopwatch.GetTimestamp();
        node.Start();
        await node.InForceAsync(LargeNode.Limit);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        (double now, double most) = node.MemoryMiB();
        Figures.Print($"API server, {size}: {seconds:0.00} s from start to all rules, of which {node.ProcessorTime().TotalSeconds:0.0} s of processor time of the daemon alone, resident {now:0} MiB, most {most:0} MiB");

        await node.SettleAsync();
        List<double> times = await LatencyRun.MeasureAsync(node, Changes);
        (now, most) = node.MemoryMiB();
        Figures.Print($"API server, {size}, inside the daemon: {await StepFigures.ReadAsync(node)}");
        Figures.Print($"API server, {size}, {Changes} changes of an EndpointSlice, to the packet: {Figures.Spread(times, "ms")}; resident {now:0} MiB after, most {most:0} MiB");
    }
}
