using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>What proxyctl costs on large clusters: seconds, and the most memory of it and of nft.</summary>
internal static class ToolRun
{
    public static async Task RunAsync(Programs programs, int services)
    {
        await RunAsync(programs, services: 10_000, endpoints: 5);
        await RunAsync(programs, services, endpoints: 10);
    }

    private static async Task RunAsync(Programs programs, int services, int endpoints)
    {
        string folder = Directory.CreateTempSubdirectory("proxier-live-").FullName;
        string path = Path.Combine(folder, "cluster.json");
        await using (FileStream file = File.Create(path))
            new ClusterGenerator(services, endpoints).WriteJsonList(file);
        await using LoneNamespace at = await LoneNamespace.CreateAsync();
        foreach (string command in new[] { "render", "apply" })
        {
            string[] words = programs.Proxyctl([command, "-f", path, "--node-name", "node-1", "--cluster-cidr", "10.128.0.0/9"]);
            ProcessCost cost = await ProcessCost.MeasureAsync([.. at.Network.CommandPrefix, .. words]);
            Figures.Print($"proxyctl {command}, {services} services x {endpoints}: {cost}");
        }

        Directory.Delete(folder, recursive: true);
    }
}
