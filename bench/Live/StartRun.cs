using System.Diagnostics;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>Starts of the daemon: on a node without rules, and over the rules of its last life.</summary>
internal static class StartRun
{
    private const int Restarts = 3;

    public static async Task RunAsync(Programs programs, int services)
    {
        await using ProxiedNode node = await LargeNode.CreateAsync(programs, services);
        string size = $"{services} services x {LargeNode.EndpointsEach}";
        await StartAsync(node, $"cold start, {size}");
        await node.SettleAsync();
        for (int i = 0; i < Restarts; i++)
        {
            await node.StopAsync();
            await StartAsync(node, $"restart over its rules, {size}");
        }
    }

    /// <summary>From the start of the process until both families are in force.</summary>
    private static async Task StartAsync(ProxiedNode node, string what)
    {
        uint generation = await RuleGeneration.ReadAsync(node.Bed.NodeNamespace);
        long started = Stopwatch.GetTimestamp();
        node.Start();
        await node.InForceAsync(LargeNode.Limit);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        uint writes = await RuleGeneration.ReadAsync(node.Bed.NodeNamespace) - generation;
        (double now, double most) = node.MemoryMiB();
        Figures.Print($"{what}: {seconds:0.00} s, {writes} transactions, resident {now:0} MiB, most {most:0} MiB");
    }
}
