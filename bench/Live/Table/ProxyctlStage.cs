using Proxier.Core.Commands;
using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>proxyctl with a list of the whole cluster.</summary>
internal sealed class ProxyctlStage(BenchTable table, Programs programs, TableSize size)
{
    public async Task RunAsync()
    {
        string path = Path.GetTempFileName() + ".json";
        await using (FileStream file = File.Create(path))
            new ClusterGenerator(size.Services, size.Endpoints).WriteJsonList(file);
        try
        {
            await using LoneNamespace at = await LoneNamespace.CreateAsync();
            await table.MeasureAsync(Operation.ProxyctlApply, size, Contender.Proxier, () => ApplyAsync(at.Network, path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<double> ApplyAsync(NetworkNamespace at, string path)
    {
        string[] words = programs.Proxyctl(["apply", "-f", path, "--node-name", "node-1", "--cluster-cidr", "10.128.0.0/9"]);
        var apply = new Command(words[0], [.. words[1..]]) { Timeout = TimeSpan.FromMinutes(5) };
        double seconds = 0;
        Figure mib = await ChildMemory.MostAsync("dotnet", async () => seconds = (await at.Runner.RunAsync(apply, CancellationToken.None)).Elapsed.TotalSeconds);
        table.Set(Operation.ProxyctlMemory, size, Contender.Proxier, mib);
        return seconds;
    }
}
