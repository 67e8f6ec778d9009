using System.Diagnostics;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>nftables, iptables, nftables, … under 200 new connections a second.</summary>
internal static class SwitchRun
{
    private const int ConnectionsPerSecond = 200;

    public static async Task RunAsync(Programs programs, int seconds)
    {
        await using ProxiedNode node = await ProxiedNode.CreateAsync(programs);
        node.Start();
        var load = new SteadyLoad(node, ConnectionsPerSecond);
        int switches = 0;
        await load.RunAsync(async () =>
        {
            for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < seconds || switches % 2 > 0; switches++)
                await node.SwitchAsync(node.Mode == "nftables" ? "iptables" : "nftables");
        });
        Figures.Print($"switch, {seconds} s, {switches} switches between nftables and iptables: new connections {load.New}; held connections and flows {load.Held}");
    }
}
