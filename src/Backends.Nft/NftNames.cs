using Proxier.Core.Nftables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Nft;

/// <summary>The names of our table and of all that is always in it. The table is ours alone; nothing else is ever touched.</summary>
internal static class NftNames
{
    public const string Table = "proxier";

    /// <summary>An empty chain whose name says which state the table holds; it lets an unchanged restart cost one read and no write.</summary>
    public const string AppliedPrefix = "applied-";

    public const string AffinityPrefix = "affinity-";

    public const string ClusterIPs = "cluster-ips";
    public const string ServiceRanges = "service-ranges";
    public const string NodePortIPs = "nodeport-ips";
    public const string Hairpins = "hairpins";
    public const string Firewalled = "firewalled";
    public const string AllowedSources = "allowed-sources";

    public static readonly IReadOnlyList<string> Sets = [ClusterIPs, ServiceRanges, NodePortIPs, Hairpins, Firewalled, AllowedSources];

    public static readonly IReadOnlyList<string> Maps =
    [
        "frontends", "nodeports", "backends", "nodeport-backends",
        "short-circuits", "short-circuit-backends", "short-circuit-nodeports", "short-circuit-nodeport-backends",
        "no-endpoints", "no-endpoint-nodeports",
    ];

    /// <summary>The chains of <c>templates/nft/frame.scriban</c>.</summary>
    public static readonly IReadOnlyList<string> FixedChains =
    [
        "refuse", "services", "firewall", "endpoint-check", "cluster-ip-check", "filter-prerouting", "filter-output-first",
        "nat-prerouting", "nat-output", "nat-postrouting", "filter-input", "filter-forward", "filter-output",
    ];

    /// <summary>The family as nft writes it, both in <c>table ip</c> and in <c>ip saddr</c>.</summary>
    public static string Word(IpFamily family) => NftTables.Word(family);

    public static string Word(Protocol protocol) => protocol switch
    {
        Protocol.Tcp => "tcp",
        Protocol.Udp => "udp",
        Protocol.Sctp => "sctp",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol that a Service can have."),
    };
}
