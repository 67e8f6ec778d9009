using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>
/// What one changed endpoint costs inside the daemon, step by step, in clusters of different sizes from an API server, 10 endpoints a service. The
/// server runs in this process, and shares the processors with the daemon.
/// </summary>
internal static class StepsRun
{
    private const int EndpointsEach = 10, Changes = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Programs programs, int most)
    {
        await RunOneAsync(programs, 1_000);
        if (most > 1_000)
            await RunOneAsync(programs, most);
    }

    private static async Task RunOneAsync(Programs programs, int services)
    {
        (ProxiedNode node, ApiServerPlace place) = await ProxiedNode.CreateWithApiServerAsync(programs);
        await using ProxiedNode _ = node;
        place.Silence = "150s"; // the usual one: nothing goes wrong here
        var cluster = new ClusterGenerator(services, EndpointsEach);
        cluster.Create(place.Server.Objects);
        node.Start();
        await node.InForceAsync(LargeNode.Limit);
        await node.SettleAsync();

        using var timer = new PeriodicTimer(Pace);
        for (int i = 0; i < Changes && await timer.WaitForNextTickAsync(); i++)
            cluster.ReplaceEndpoint(place.Server.Objects, i * (services / Changes));
        await node.SettleAsync();
        (double now, double peak) = node.MemoryMiB();
        Figures.Print($"endpoint replaced, {services} services x {EndpointsEach}: {await StepFigures.ReadAsync(node)}; resident {now:0} MiB, most {peak:0} MiB");
    }
}
