using System.Security.Cryptography;
using System.Text;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Rules;

/// <summary>All that the iptables rules depend on: they know services by sets only, so they stay as they are while these stay equal.</summary>
/// <param name="NotFromPod">Matches packets that are not from a pod of this cluster; null when they cannot be told.</param>
/// <param name="Mark">The masquerade mark.</param>
/// <param name="MasqueradesClusterIPs">Whatever the source is.</param>
internal sealed record IpvsFrame(IpFamily Family, string? NotFromPod, string Mark, bool MasqueradesClusterIPs, bool IsRandomFully)
{
    /// <summary>Raised when the same frame has to look different in the kernel.</summary>
    private const int LayoutRevision = 1;

    /// <summary>What our state chain says. What begins with another word belongs to another mode.</summary>
    public string Signature => $"{KubeChains.IpvsState}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 16))}";

    /// <summary>Equal for equal frames in every process.</summary>
    private string Text => $"{LayoutRevision} {Family} {NotFromPod} {Mark} {MasqueradesClusterIPs} {IsRandomFully}";

    public static IpvsFrame Of(FamilyGraph graph, IpvsOptions options)
    {
        NodeRules node = graph.Node;
        return new IpvsFrame(
            graph.Family, NotFrom(node.PodSource), $"0x{node.MasqueradeMark:x}", IsAlways(graph), options.RandomFully);
    }

    /// <summary>It is one option for all cluster IPs.</summary>
    private static bool IsAlways(FamilyGraph graph) =>
        graph.Ports.Count > 0 && graph.Ports[0].Frontends.Any(frontend => frontend is { Kind: FrontendKind.ClusterIP, Masquerade: Masquerade.Always });

    private static string? NotFrom(PodSource? source) => source switch
    {
        null => null,
        PodSource.Range range => $"! -s {range.Network}",
        PodSource.Interface name => $"! -i {RuleWords.Quoted(name.Name)}",
        PodSource.InterfacePrefix prefix => $"! -i {RuleWords.Quoted(prefix.Prefix + "+")}",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a way to recognise pods."),
    };
}
