using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft;

/// <summary>
/// The words in which the node's rules enter the chains. While they stay equal, a change of the node's rules is a change of elements;
/// otherwise chains in use have to be written anew, which takes a repair.
/// </summary>
/// <param name="FromPod">Matches packets from a pod of this cluster; null when they cannot be told.</param>
/// <param name="NotFromPod">Matches all others; null when they cannot be told.</param>
/// <param name="NodePortMatch">Matches destinations that accept node ports.</param>
/// <param name="GuardedLoopback">The loopback range, when node ports answer there and the outside has to be kept off; else null.</param>
/// <param name="Mark">The masquerade mark.</param>
internal sealed record Frame(string? FromPod, string? NotFromPod, string NodePortMatch, string? GuardedLoopback, string Mark)
{
    private const string IPv4Loopback = "127.0.0.0/8";

    public static Frame Of(IpFamily family, NodeRules node)
    {
        string word = NftNames.Word(family);
        return new Frame(
            FromPodOf(word, node.PodSource, ""), FromPodOf(word, node.PodSource, "!= "), NodePortMatchOf(family, node.NodePortAddresses),
            AnswersOnLoopback(family, node.NodePortAddresses) ? IPv4Loopback : null, $"0x{node.MasqueradeMark:x}");
    }

    private static string? FromPodOf(string family, PodSource? source, string negation) => source switch
    {
        null => null,
        PodSource.Range range => $"{family} saddr {negation}{range.Network}",
        PodSource.Interface name => $"iifname {negation}\"{name.Name}\"",
        PodSource.InterfacePrefix prefix => $"iifname {negation}\"{prefix.Prefix}*\"",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a way to recognise pods."),
    };

    private static string NodePortMatchOf(IpFamily family, NodePortAddresses addresses)
    {
        string word = NftNames.Word(family);
        string notLoopback = family == IpFamily.IPv4 ? $"ip daddr != {IPv4Loopback}" : "ip6 daddr != ::1";
        return addresses switch
        {
            NodePortAddresses.All when AnswersOnLoopback(family, addresses) => "fib daddr type local",
            NodePortAddresses.All => $"fib daddr type local {notLoopback}",
            NodePortAddresses.InRanges ranges when ranges.Ranges.All(IsOneAddress) => $"{word} daddr @{NftNames.NodePortIPs}",
            NodePortAddresses.InRanges => $"{word} daddr @{NftNames.NodePortIPs} fib daddr type local",
            _ => throw new ArgumentOutOfRangeException(nameof(addresses), addresses, "Not a choice of node port addresses."),
        };
    }

    /// <summary>IPv6 never does: the kernel has no route_localnet for it, so ::1 cannot be translated.</summary>
    private static bool AnswersOnLoopback(IpFamily family, NodePortAddresses addresses) => family == IpFamily.IPv4 && addresses switch
    {
        NodePortAddresses.All all => all.WithLoopback,
        NodePortAddresses.InRanges ranges => ranges.Ranges.Any(range => IPAddress.IsLoopback(range.BaseAddress)),
        _ => false,
    };

    private static bool IsOneAddress(IPNetwork network) => network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8;
}
