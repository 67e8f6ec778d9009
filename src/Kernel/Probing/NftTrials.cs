using System.Globalization;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>Everything that the nft templates use, in one family.</summary>
/// <param name="Frame">A table and its base chains; whatever fails there fails with each trial.</param>
internal sealed record NftTrials(IReadOnlyList<string> Frame, IReadOnlyList<NftTrial> All)
{
    private const string Table = "proxier-probe";

    /// <summary>In the names of trials that only balancing in the kernel needs.</summary>
    private static readonly string[] Balancing = ["numgen", "jhash", "packet priority", "session affinity", "masquerade"];

    /// <param name="family">Which words and addresses.</param>
    public static NftTrials Of(IpFamily family) => family == IpFamily.IPv4
        ? Of("ip", "ipv4_addr", "192.0.2.1", "198.51.100.0/25", "IPV4", "ipv4")
        : Of("ip6", "ipv6_addr", "2001:db8::1", "2001:db8:1::/64", "IPV6", "ipv6");

    /// <summary>What the nft templates of the mode userspace use: that of the mode nftables without balancing, and redirects to a port from a map.</summary>
    public static NftTrials OfPortals(IpFamily family)
    {
        NftTrials all = Of(family);
        string ip = family == IpFamily.IPv4 ? "ip" : "ip6", address = family == IpFamily.IPv4 ? "ipv4_addr" : "ipv6_addr", host = family == IpFamily.IPv4 ? "192.0.2.1" : "[2001:db8::1]";
        string key = $"meta l4proto tcp {{0}} : {ip} daddr . meta l4proto . th dport map @portals";
        return all with
        {
            All =
            [
                .. all.All.Where(trial => !Balancing.Any(word => trial.Name.Contains(word, StringComparison.Ordinal))),
                new("dnat and redirect to a port from a map",
                    [
                        $"add map {ip} {Table} portals {{ type {address} . inet_proto . inet_service : inet_service; }}",
                        $"add rule {ip} {Table} nat {string.Format(CultureInfo.InvariantCulture, key, $"dnat {ip} to {host}")}",
                        $"add rule {ip} {Table} nat {string.Format(CultureInfo.InvariantCulture, key, "redirect to")}",
                    ],
                    new KernelFeature("CONFIG_NFT_NAT", "nft_nat"), new KernelFeature("CONFIG_NFT_REDIR", "nft_redir")),
            ],
        };
    }

    private static NftTrials Of(string ip, string address, string host, string range, string option, string module)
    {
        string frontend = $"{address} . inet_proto . inet_service";
        string key = $"{ip} daddr . meta l4proto . th dport";
        string at = $"{ip} {Table}";
        string[] frame =
        [
            $"add table {at}",
            $"add chain {at} nat {{ type nat hook prerouting priority -100; }}",
            $"add chain {at} post {{ type nat hook postrouting priority 100; }}",
            $"add chain {at} filter {{ type filter hook input priority 0; }}",
        ];
        return new NftTrials(frame,
        [
            new("tables, and base chains for nat and filter", [], new($"CONFIG_NF_TABLES_{option}", "nf_tables"), new("CONFIG_NFT_NAT", "nft_chain_nat")),
            new("comments on tables and chains",
                [$"add table {at} {{ comment \"probe\"; }}", $"add chain {at} commented {{ comment \"probe\"; }}"], KernelFeature.Linux(5, 10)),
            // A number, not a socket: sctp here needs no module, and must not load one.
            new("verdict map with concatenated key, for TCP, UDP and SCTP",
                [
                    $"add map {at} verdicts {{ type {frontend} : verdict; comment \"probe\"; }}",
                    $"add element {at} verdicts {{ {host} . tcp . 80 : drop, {host} . udp . 80 : drop, {host} . sctp . 80 comment \"probe\" : drop }}",
                    $"add rule {at} nat {key} vmap @verdicts",
                ]),
            new("numgen random", [$"add rule {at} nat meta priority set numgen random mod 2"], new KernelFeature("CONFIG_NFT_NUMGEN", "nft_numgen")),
            new("jhash, for schedulers that hash the source", [$"add rule {at} nat meta priority set jhash {ip} saddr . th sport mod 3 seed 0x1"],
                new KernelFeature("CONFIG_NFT_HASH", "nft_hash")) { IsOptional = true },
            new("dnat to an address and port from a map, by packet priority",
                [
                    $"add map {at} backends {{ type {frontend} . classid : {address} . inet_service; }}",
                    $"add element {at} backends {{ {host} . tcp . 80 . 0:0 : {host} . 8080 }}",
                    $"add rule {at} nat dnat {ip} to {key} . meta priority map @backends",
                ],
                new KernelFeature("CONFIG_NFT_NAT", "nft_nat")),
            new("map with time-outs that rules update, for session affinity",
                [
                    $"add map {at} affinity {{ type {address} : classid; size 1024; flags dynamic,timeout; }}",
                    $"add rule {at} nat update @affinity {{ {ip} saddr timeout 10s : meta priority }}",
                    $"add rule {at} nat meta priority set {ip} saddr map @affinity delete @affinity {{ {ip} saddr : meta priority }}",
                ]),
            new("fib", [$"add rule {at} nat fib daddr type local return"], new KernelFeature($"CONFIG_NFT_FIB_{option}", $"nft_fib_{module}")),
            new("ct state and ct status", [$"add rule {at} filter ct state new ct status dnat drop"], new KernelFeature("CONFIG_NFT_CT", "nft_ct")),
            new("masquerade fully-random", [$"add rule {at} post meta mark & 0x4000 != 0 meta mark set meta mark ^ 0x4000 masquerade fully-random"],
                new KernelFeature("CONFIG_NFT_MASQ", "nft_masq")),
            new("reject", [$"add rule {at} filter meta l4proto tcp reject with tcp reset", $"add rule {at} filter reject"],
                new KernelFeature("CONFIG_NFT_REJECT", "nft_reject"), new KernelFeature($"CONFIG_NFT_REJECT_{option}", $"nft_reject_{module}")),
            new("set of concatenated intervals, for source ranges",
                [
                    $"add set {at} sources {{ type {frontend} . {address}; flags interval; }}",
                    $"add element {at} sources {{ {host} . tcp . 80 . {range} }}",
                    $"add rule {at} filter {key} . {ip} saddr != @sources drop",
                ],
                KernelFeature.Linux(5, 6)),
        ]);
    }
}
