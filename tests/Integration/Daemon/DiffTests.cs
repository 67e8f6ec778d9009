using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>What proxyctl says about a daemon at work, asked over its socket.</summary>
public sealed class DiffTests : DaemonCase, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-socket-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Services come in any order, and some settings are not the defaults.</summary>
    [NetnsTheory]
    [InlineData("nftables")]
    [InlineData("iptables", "--iptables-dispatch", "tree", "--conntrack-tcp-be-liberal")]
    [InlineData("userspace", "--proxy-port-range", "50000-50009")]
    public async Task The_kernel_holds_what_its_daemon_wants(string mode, params string[] flags)
    {
        Node.Mode = mode;
        Node.Start(["--status-socket", Socket, .. flags]);
        Manifest[] last = [.. WithSlices(Web(number: 4), Bed.OtherPods[0])];
        await Node.ProgramAsync(last);
        foreach (int number in new[] { 3, 1, 2 })
            await Node.ProgramAsync(last = [.. last, .. WithSlices(Web(number: number), Bed.Pods[0], Bed.OtherPods[0])]);

        await Node.UntilAsync(async () => await AskAsync("diff") == "exit status 0\n", Patience.Limit, "what a change removes last stays");
        Assert.Contains("is the cluster IP of default/web-1", await AskAsync("explain", "tcp", $"{Plan.ClusterIP(1).IPv4}:80", "--from", $"{Plan.Client.IPv4}"), StringComparison.Ordinal);
    }

    /// <summary>The kubelet makes the chain, and may do so first; its rules then come before ours.</summary>
    [NetnsFact]
    public async Task A_chain_that_the_kubelet_made_first_is_no_difference()
    {
        foreach (string rule in new[] { "-N KUBE-FIREWALL", "-I INPUT -j KUBE-FIREWALL", "-I OUTPUT -j KUBE-FIREWALL", "-A KUBE-FIREWALL -s 127.0.0.0/8 ! -d 127.0.0.0/8 -j DROP" })
            await Namespace.RunAsync("iptables", rule.Split(' '));
        Node.Mode = "iptables";
        Node.Start("--status-socket", Socket);
        await Node.ProgramAsync(WithSlices(Web(), Bed.Pods[0]));

        await Node.UntilAsync(async () => await AskAsync("diff") == "exit status 0\n", Patience.Limit, "there is a difference");
        Assert.Contains("-A INPUT -j KUBE-FIREWALL", await Namespace.RunAsync("iptables-save"), StringComparison.Ordinal);
    }

    private string Socket => Path.Combine(_folder.FullName, "proxyd.sock");

    private Task<string> AskAsync(params string[] words) =>
        Namespace.RunAsync("sh", "-c", $"{string.Join(' ', Programs.UnderTest.Proxyctl([.. words, "--socket", Socket]))} 2>&1; echo exit status $?");
}
