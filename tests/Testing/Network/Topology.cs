using System.Globalization;

namespace Proxier.Testing.Network;

/// <summary>The lines of <c>ip -batch</c> and the kernel settings that make the testbed.</summary>
internal static class Topology
{
    private const int TentativeFlag = 0x40;

    /// <summary>Sends what comes from the node and is for nobody to <see cref="EndOfTheWorld"/>. To be run for each family.</summary>
    public static IReadOnlyList<string> ClientRules { get; } = ["rule add iif uplink table 100"];

    /// <summary>What the node lets pass though it should not is answered, so that a test can tell it from what the node dropped.</summary>
    private static IReadOnlyList<string> EndOfTheWorld { get; } = ["route add unreachable 0.0.0.0/0 table 100", "route add unreachable ::/0 table 100"];

    public static IEnumerable<(string Name, string Value)> Sysctls(bool isRouter)
    {
        foreach (string scope in new[] { "all", "default" })
        {
            yield return ($"net/ipv4/conf/{scope}/rp_filter", "0");
            yield return ($"net/ipv4/conf/{scope}/send_redirects", "0");
            yield return ($"net/ipv4/conf/{scope}/accept_redirects", "0");
            yield return ($"net/ipv6/conf/{scope}/accept_redirects", "0");
        }

        // Duplicate address detection would take a second.
        yield return ("net/ipv6/conf/default/accept_dad", "0");
        // Tests ask for more ICMP errors a second than a host sends, to one address and in all. The masks name the types that are limited.
        yield return ("net/ipv4/icmp_ratemask", "0");
        yield return ("net/ipv6/icmp/ratemask", "255");
        // The kernel's own choices, apart from the ports that NetworkNamespace.NextClientPort gives to clients.
        yield return ("net/ipv4/ip_local_port_range", "10240 29999");
        if (!isRouter)
            yield break;
        yield return ("net/ipv4/ip_forward", "1");
        yield return ("net/ipv6/conf/all/forwarding", "1");
        // The client is a router too: it says "unreachable" to its own packets that come back, instead of dropping them as martians.
        yield return ("net/ipv4/conf/all/accept_local", "1");
    }

    public static IEnumerable<string> Links(string prefix, IEnumerable<string> podNames) =>
    [
        $"link add uplink netns {prefix}node type veth peer name uplink netns {prefix}client",
        $"link add internode netns {prefix}node type veth peer name internode netns {prefix}other",
        .. podNames.Select(pod => $"link add {pod} netns {prefix}node type veth peer name eth0 netns {prefix}{pod}"),
    ];

    public static IEnumerable<string> Lines(string place, int pods, int otherPods) => place switch
    {
        "node" => [.. Node(), .. Enumerable.Range(1, pods).SelectMany(n => NodeSideOfPod($"pod{n}", Plan.Pod(n), Plan.PodGateway))],
        "other" => [.. Neighbour("internode", Plan.OtherNode), .. Enumerable.Range(1, otherPods).SelectMany(n => Address("lo", Plan.OtherPod(n)))],
        "client" => [.. Neighbour("uplink", Plan.Gateway), .. Address("lo", Plan.Client), .. Address("lo", Plan.SecondClient), .. EndOfTheWorld],
        _ => Pod(Plan.Pod(int.Parse(place["pod".Length..], CultureInfo.InvariantCulture)), Plan.PodGateway),
    };

    /// <param name="ifInet6">The text of <c>/proc/net/if_inet6</c>: address, index, prefix length, scope, flags, name.</param>
    public static bool HasTentative(string ifInet6) => ifInet6.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Any(words => (int.Parse(words[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & TentativeFlag) != 0);

    /// <param name="gateway">The node's own address on the link.</param>
    public static IEnumerable<string> NodeSideOfPod(string link, AddressPair pod, AddressPair gateway) =>
    [
        $"link set {link} up",
        .. Address(link, gateway),
        .. Route(pod, $"dev {link}"),
    ];

    public static IEnumerable<string> Pod(AddressPair own, AddressPair gateway) =>
    [
        "link set lo up",
        "link set eth0 up",
        .. Address("eth0", own),
        .. Route(gateway, "dev eth0"),
        .. DefaultRoute(gateway, "eth0"),
    ];

    private static IEnumerable<string> Node() =>
    [
        "link set lo up",
        "link set uplink up",
        "link set internode up",
        .. Address("uplink", Plan.Node),
        .. Address("uplink", Plan.SecondaryNode),
        // On both links: IPv6 answers neighbour solicitations only for an address of the link that asks.
        .. Address("internode", Plan.Node),
        .. Route(Plan.Gateway, "dev uplink", source: Plan.Node),
        .. Route(Plan.OtherNode, "dev internode", source: Plan.Node),
        $"route add default via {Plan.Gateway.IPv4} src {Plan.Node.IPv4}",
        $"route add ::/0 via {Plan.Gateway.IPv6} dev uplink src {Plan.Node.IPv6}",
        $"route add 10.244.2.0/24 via {Plan.OtherNode.IPv4} src {Plan.Node.IPv4}",
        $"route add fd00:10:244:2::/64 via {Plan.OtherNode.IPv6} dev internode src {Plan.Node.IPv6}",
    ];


    /// <summary>A machine on a link to the node, with the node as its way to everything else.</summary>
    private static IEnumerable<string> Neighbour(string link, AddressPair own) =>
    [
        "link set lo up",
        $"link set {link} up",
        .. Address(link, own),
        .. Route(Plan.Node, $"dev {link}"),
        .. DefaultRoute(Plan.Node, link),
    ];

    private static IEnumerable<string> Address(string device, AddressPair pair) =>
        [$"addr add {pair.IPv4}/32 dev {device}", $"addr add {pair.IPv6}/128 dev {device} nodad"];

    private static IEnumerable<string> Route(AddressPair to, string way, AddressPair? source = null) =>
    [
        $"route add {to.IPv4}/32 {way}" + (source is null ? "" : $" src {source.IPv4}"),
        $"route add {to.IPv6}/128 {way}" + (source is null ? "" : $" src {source.IPv6}"),
    ];

    private static IEnumerable<string> DefaultRoute(AddressPair via, string device) =>
        [$"route add default via {via.IPv4}", $"route add ::/0 via {via.IPv6} dev {device}"];
}
