using System.Text.Json;
using Proxier.Manifests;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class DeployedConfigTests
{
    [Fact]
    public void The_file_of_the_DaemonSet_can_be_used_as_it_is()
    {
        JsonElement map = ObjectText.Read(Path.Combine(Repository.Root, "deploy", "proxier.yaml")).Single(document => document.GetProperty("kind").GetString() == "ConfigMap");
        using var file = new ConfigFile();
        file.WithText(map.GetProperty("data").GetProperty("config.conf").GetString()!); // a test of a file that has it
        Assert.Empty(file.Warnings());
        Assert.Equal(["clientConnection.kubeconfig: there is no file '/etc/proxier/kubeconfig.conf'"], file.Findings());
    }
}
