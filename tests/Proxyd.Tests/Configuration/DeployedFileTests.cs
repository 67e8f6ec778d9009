using System.Net;
using Proxier.Core;
using Proxier.Proxyd.CommandLine;
using Proxier.Testing.Deployment;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class DeployedFileTests
{
    private const string KubeconfigPath = "/etc/proxier/kubeconfig.conf";

    [Fact]
    public void The_configuration_of_the_DaemonSet_is_read_without_a_warning()
    {
        using var file = new ConfigFile();
        string kubeconfig = Path.Combine(file.Folder, "kubeconfig.conf");
        File.WriteAllText(kubeconfig, "");
        file.WithText(DeployedDaemon.Shipped.Config("config.conf").Replace(KubeconfigPath, kubeconfig, StringComparison.Ordinal));

        Assert.Empty(file.Warnings());
        ProxydOptions options = file.Options();
        Assert.Equal((ProxyModeWords.Nftables, kubeconfig, -997), (options.Modes.Requested, options.Cluster.Kubeconfig, options.OomScoreAdj));
        Assert.Equal([IPNetwork.Parse("10.244.0.0/16")], options.Graph.ClusterCidrs);
    }
}
