using System.Diagnostics;
using Proxier.Core.Objects;
using Proxier.Testing.Daemon;
using Proxier.Testing.KubeProxy;

namespace Proxier.Live;

/// <summary>
/// kube-proxy's rules, then ours in mode nftables, then kube-proxy's again, under 200 new connections a second; the rest of the cluster
/// is large enough for a start in pieces.
/// </summary>
internal static class TakeoverRun
{
    private const int ConnectionsPerSecond = 200;
    private const int Rounds = 6;

    public static async Task RunAsync(Programs programs, int services)
    {
        await using ProxiedNode node = await LargeNode.CreateAsync(programs, services);
        Rival[] rivals = Enum.GetValues<Rival>();
        await KubeProxyRules.WriteAsync(node.Bed.NodeNamespace, rivals[0]);
        var load = new SteadyLoad(node, ConnectionsPerSecond);
        node.Write(load.Manifests);
        var times = new List<double>();
        await load.LoadAsync(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                long started = Stopwatch.GetTimestamp();
                node.Start();
                await node.UntilAsync(() => Task.FromResult(Enum.GetValues<IpFamily>().All(family => node.Daemon.Log.Contains($"{family} is taken over", StringComparison.Ordinal))), LargeNode.Limit, "it is not taken over");
                times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                await node.StopAsync();
                await KubeProxyRules.WriteAsync(node.Bed.NodeNamespace, rivals[(round + 1) % rivals.Length]);
                await node.RunAsync("--cleanup");
            }
        });
        Figures.Print($"takeover, {services} services x {LargeNode.EndpointsEach}, {Rounds} times there and back, {times.Min():0.0} to {times.Max():0.0} s each: new connections {load.New}; held connections and flows {load.Held}");
    }
}
