using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>Writes rules in kube-proxy's shape to a node, in both families.</summary>
public static class KubeProxyRules
{
    /// <summary>The service of the load, and one that the cluster does not have any more.</summary>
    public static IReadOnlyList<RivalService> Services { get; } =
    [
        Steady("tcp", Protocol.Tcp), Steady("udp", Protocol.Udp),
        new("gone", "web", "", Protocol.Tcp) { ClusterIP = Plan.ClusterIP(9), Endpoints = [Plan.Pod(1)] },
    ];

    public static async Task WriteAsync(NetworkNamespace node, Rival rival)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            if (rival == Rival.Nft)
                await PipeAsync(node, "nft -f -", new RivalNft(family).Text(Services));
            else
                await PipeAsync(node, $"{Restore(family, rival)} --noflush", new RivalIptables(family).Text(Services));
        }
    }

    public static async Task WriteIpvsAsync(NetworkNamespace node, Rival variant)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            await PipeAsync(node, "ipset restore", RivalIptables.IpvsSets(family));
            await PipeAsync(node, $"{Restore(family, variant)} --noflush", RivalIptables.IpvsText(family));
        }
    }

    public static async Task WriteKubeletAsync(NetworkNamespace node, Rival variant)
    {
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
            await PipeAsync(node, $"{Restore(family, variant)} --noflush", Kubelet.Text(family));
    }

    public static string Restore(IpFamily family, Rival variant) =>
        $"{(family == IpFamily.IPv4 ? "iptables" : "ip6tables")}-{(variant == Rival.IptablesLegacy ? "legacy" : "nft")}-restore";

    public static Task PipeAsync(NetworkNamespace node, string command, string input) => node.RunAsync("sh", "-c", $"{command} <<'END'\n{input}\nEND");

    private static RivalService Steady(string port, Protocol protocol) => new("default", "steady", port, protocol)
    {
        ClusterIP = Plan.ClusterIP(1), NodePort = 30_080, Endpoints = [Plan.Pod(1), Plan.Pod(2)],
    };
}
