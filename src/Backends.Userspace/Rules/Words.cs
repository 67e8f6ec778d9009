using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>The words of nft in which the node's rules enter the chains.</summary>
/// <param name="Family">ip or ip6.</param>
/// <param name="AddressType">Of an address in sets and maps.</param>
/// <param name="FromPod">Matches packets from a pod of this cluster; null when they cannot be told.</param>
/// <param name="NodePortMatch">Matches destinations that accept node ports.</param>
/// <param name="ToProxy">Sends a packet that came in to a port of this host; the port follows.</param>
/// <param name="Mark">Of the proxy's own packets.</param>
internal sealed record Words(string Family, string AddressType, string? FromPod, string NodePortMatch, string ToProxy, string Mark)
{
    public static Words Of(IpFamily family, NodeRules node)
    {
        string word = NftTables.Word(family);
        return new Words(
            word, family == IpFamily.IPv4 ? "ipv4_addr" : "ipv6_addr", FromPodOf(word, node.PodSource), NodePortMatchOf(family, word, node.NodePortAddresses),
            ToProxyOf(word, node), $"0x{node.MasqueradeMark:x}");
    }

    private static string? FromPodOf(string word, PodSource? source) => source switch
    {
        null => null,
        PodSource.Range range => $"{word} saddr {range.Network}",
        PodSource.Interface name => $"iifname \"{RuleComment.From(name.Name)}\"",
        PodSource.InterfacePrefix prefix => $"iifname \"{RuleComment.From(prefix.Prefix)}*\"",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a way to recognise pods."),
    };

    private static string NodePortMatchOf(IpFamily family, string word, NodePortAddresses addresses) => addresses switch
    {
        NodePortAddresses.All { WithLoopback: true } => "fib daddr type local",
        NodePortAddresses.All => $"fib daddr type local {word} daddr != {(family == IpFamily.IPv4 ? "127.0.0.0/8" : "::1")}",
        NodePortAddresses.InRanges => $"{word} daddr @nodeport-ips fib daddr type local",
        _ => throw new ArgumentOutOfRangeException(nameof(addresses), addresses, "Not a choice of node port addresses."),
    };

    /// <summary>
    /// The node's own address is one that every interface can be answered from; the address of the interface, which a plain redirect takes, is
    /// missing on the links of many pod networks.
    /// </summary>
    private static string ToProxyOf(string word, NodeRules node) => node.NodeAddresses.IsEmpty ? "redirect to" : $"dnat {word} to {InBrackets(node.NodeAddresses[0])}";

    private static string InBrackets(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
}
