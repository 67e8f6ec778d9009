using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>A hundred changes a second under load, with and without affinity.</summary>
internal static class SoakRun
{
    public static async Task RunAsync(Programs programs, int seconds)
    {
        foreach (bool isSticky in new[] { false, true })
        {
            await using ProxiedNode node = await ProxiedNode.CreateAsync(programs, otherPods: Soak.Endpoints);
            node.Start();
            var soak = new Soak(node, isSticky);
            await soak.RunAsync(TimeSpan.FromSeconds(seconds));
            string what = $"soak, {(isSticky ? "sticky" : "random")}, {seconds} s, {soak.Changes} changes, {soak.Transactions} transactions";
            Figures.Print($"{what}: TCP {soak.Tcp}; UDP {soak.Udp}");
        }
    }
}
