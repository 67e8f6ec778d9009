using System.Globalization;
using System.Net;
using Proxier.Core;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

/// <summary>
/// What the node and the options say in many rules. While it stays equal, a change touches only the services that changed; otherwise
/// everything is written anew.
/// </summary>
/// <param name="FromPod">Matches packets from a pod of this cluster; null when they cannot be told.</param>
/// <param name="NotFromPod">Matches all others; null when they cannot be told.</param>
/// <param name="NodePorts">Where node ports answer; one or more.</param>
/// <param name="Mark">The masquerade mark.</param>
/// <param name="GuardsLoopback">Node ports answer on 127.0.0.0/8, so the outside must be kept off it.</param>
/// <param name="HasEndpointComments">Rules about single endpoints say which.</param>
internal sealed record Frame(
    string? FromPod,
    string? NotFromPod,
    EquatableArray<NodePortPlace> NodePorts,
    string Mark,
    bool GuardsLoopback,
    bool DropsInvalid,
    bool IsRandomFully,
    bool HasEndpointComments)
{
    private static readonly IPNetwork IPv4Loopback = IPNetwork.Parse("127.0.0.0/8");

    public static Frame Of(IpFamily family, NodeRules node, int endpointCount, IptablesOptions options)
    {
        bool answersOnLoopback = AnswersOnLoopback(family, node.NodePortAddresses);
        return new Frame(
            Match(node.PodSource, ""), Match(node.PodSource, "! "), Places(family, node.NodePortAddresses, answersOnLoopback).ToEquatableArray(),
            $"0x{node.MasqueradeMark:x}", answersOnLoopback, options.DropInvalid, options.RandomFully, endpointCount <= options.CommentedEndpoints);
    }

    /// <summary>Equal for equal frames in every process.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{FromPod} {string.Join(' ', NodePorts)} {Mark} {GuardsLoopback} {DropsInvalid} {IsRandomFully} {HasEndpointComments}");

    private static string? Match(PodSource? source, string negation) => source switch
    {
        null => null,
        PodSource.Range range => $"{negation}-s {range.Network}",
        PodSource.Interface name => $"{negation}-i {RuleWords.Quoted(name.Name)}",
        PodSource.InterfacePrefix prefix => $"{negation}-i {RuleWords.Quoted(prefix.Prefix + "+")}",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a way to recognise pods."),
    };

    private static IEnumerable<NodePortPlace> Places(IpFamily family, NodePortAddresses addresses, bool answersOnLoopback) => addresses switch
    {
        NodePortAddresses.All when answersOnLoopback => [new NodePortPlace(null, null)],
        NodePortAddresses.All => [new NodePortPlace(null, family == IpFamily.IPv4 ? IPv4Loopback.ToString() : "::1/128")],
        NodePortAddresses.InRanges list => list.Ranges.Where(range => family == IpFamily.IPv4 || !range.Contains(IPAddress.IPv6Loopback)).Select(Place),
        _ => throw new ArgumentOutOfRangeException(nameof(addresses), addresses, "Not a choice of node port addresses."),
    };

    private static NodePortPlace Place(IPNetwork range) =>
        new(range.PrefixLength == range.Family().BitCount() ? range.BaseAddress.ToString() : range.ToString(), null);

    /// <summary>IPv6 never does: the kernel has no route_localnet for it, so ::1 cannot be translated.</summary>
    private static bool AnswersOnLoopback(IpFamily family, NodePortAddresses addresses) => family == IpFamily.IPv4 && addresses switch
    {
        NodePortAddresses.All all => all.WithLoopback,
        NodePortAddresses.InRanges list => list.Ranges.Any(range => IPv4Loopback.Contains(range) || range.Contains(IPv4Loopback)),
        _ => false,
    };
}

/// <summary>Addresses of this node, as long as they are in the one range and not in the other.</summary>
/// <param name="Destination">Null: any.</param>
/// <param name="Excluded">Null: none.</param>
internal readonly record struct NodePortPlace(string? Destination, string? Excluded)
{
    public override string ToString() => $"{Destination}!{Excluded}";
}
