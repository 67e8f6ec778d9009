using Proxier.Kubernetes.Tests.Access;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Deployment;

namespace Proxier.Kubernetes.Tests.Deployment;

/// <summary>The kubeconfigs that pods of the DaemonSets are given: with an address, and with the files of the service account.</summary>
public sealed class KubeconfigTests
{
    [Fact]
    public Task The_one_of_kubeadm_leads_to_the_server_as_the_service_account() => ReachesAsync(KubeadmFiles.Kubeconfig, KubeadmFiles.Server);

    [Fact]
    public Task Ours_leads_to_the_server_as_the_service_account() =>
        ReachesAsync(DeployedDaemon.Shipped.Config("kubeconfig.conf"), "https://control-plane.example:6443");

    private static async Task ReachesAsync(string text, string server)
    {
        await using TestApiServer api = await TestApiServer.StartAsync();
        api.Gate.AllowToken("the-token", "system:serviceaccount:kube-system:proxier");
        using var account = new TempFolder();
        account.Write("ca.crt", api.Certificates.AuthorityPem);
        account.Write("token", "the-token");
        Assert.Contains(server, text, StringComparison.Ordinal);

        await Caller.CallOnceAsync(account.Read(text.Replace(server, api.Address.ToString().TrimEnd('/')).Replace(KubeadmFiles.AccountFolder, account.Path)));

        Assert.Equal("system:serviceaccount:kube-system:proxier", Assert.Single(api.Requests).User);
    }
}
