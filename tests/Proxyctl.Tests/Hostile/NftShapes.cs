using System.Text.RegularExpressions;

namespace Proxier.Proxyctl.Tests.Hostile;

/// <summary>
/// Every line that may be in our nft scripts, besides the lines of the frame. Written down independently of the templates: what fits
/// none of these is something that a manifest smuggled in.
/// </summary>
internal static class NftShapes
{
    private const string Table = "ip6? proxier";
    private const string Address = @"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})";
    private const string Hash = "[0-9a-f]{12}";
    private const string Pick = @"(?:short-circuit-)?(?:np-)?(?:pick|hash|maglev)-\d{1,5}";
    private const string Own = $"(?:sticky|turn)-{Hash}-{Hash}";
    private const string Chain = $"(?:(?:masq-|local-)?{Pick}|(?:masq-)?{Own}|local-{Hash}-{Hash})";
    private const string Draw = @"(?:numgen (?:random|inc) mod \d{1,5}|jhash ip6? saddr(?: \. th sport)? mod \d{1,5} seed 0x70726f78)";
    private const string Lookup = @"(?:ip6? daddr \. )?meta l4proto \. th dport";
    private const string Key = $@"(?:{Address} \. )?(?:tcp|udp|sctp) \. \d{{1,5}}";
    private const string ClassId = "[0-9a-f]{1,4}:[0-9a-f]{1,4}";
    private const string Comment = "comment \"[a-z0-9-]+/[a-z0-9-]+(?::[a-z0-9-]+)?(?:\\.\\.\\.)?\"";
    private const string Remember = $"@affinity-{Hash} {{ ip6? saddr(?: timeout \\d+s)? : meta priority }}";
    private const string Endpoints = $@"{{ (?:{ClassId} : {Address} \. \d{{1,5}}, )+}}";

    private static readonly string[] Lines =
    [
        "}", "\t}", $"table {Table} {{", $"\tchain {Chain} {{", $"\t\t{Comment}",
        $"add map {Table} affinity-{Hash} {{ type ipv[46]_addr : classid; size 65536; flags dynamic,timeout; }}",
        $"add chain {Table} applied-[0-9a-f]{{16}}",
        $"add element {Table} [a-z-]+ {{",
        $"\t\tmeta priority set {Draw} dnat ip6? to {Lookup} . meta priority map @[a-z-]+",
        $@"\t\tmeta l4proto (?:tcp|udp|sctp) dnat ip6? to {Draw} map {{ (?:\d+ : {Address} \. \d{{1,5}}, )+}}",
        $"\t\tmeta l4proto (?:tcp|udp|sctp) meta priority set ip6? saddr map @affinity-{Hash} update {Remember} dnat ip6? to meta priority map {Endpoints}",
        $"\t\tmeta priority set ip6? saddr map @affinity-{Hash}(?: delete {Remember})?",
        $@"\t\tmeta priority set {Draw} map {{ (?:\d+ : {ClassId}, )+}}",
        $"\t\tupdate {Remember}",
        $"\t\tmeta l4proto (?:tcp|udp|sctp) dnat ip6? to meta priority map {Endpoints}",
        "\t\tmeta mark set meta mark \\| 0x4000", $"\t\tgoto {Chain}",
        $"\t\tfib saddr type local (?:goto {Chain}|meta mark set meta mark \\| 0x4000|{Lookup} vmap @[a-z-]+)",
        $"\t\tip6? saddr {Address}/\\d{{1,3}} (?:goto {Chain}|{Lookup} vmap @[a-z-]+)",
        $@"\t{Address}(?:/\d{{1,3}})?(?: \. {Address})?,", $"\t{Key},", $@"\t{Key} \. {Address}/\d{{1,3}},",
        $@"\t{Key} \. {ClassId} : {Address} \. \d{{1,5}},", $"\t{Key} {Comment} : (?:drop|goto refuse|goto {Chain}),",
    ];

    private static readonly Regex Known = new($@"\A(?:{string.Join('|', Lines)})\z", RegexOptions.CultureInvariant);

    /// <summary>The lines that are not in <paramref name="frame"/> and have no known shape.</summary>
    public static IEnumerable<string> Strangers(string script, IReadOnlySet<string> frame) =>
        script.Split('\n').SkipLast(1).Where(line => !frame.Contains(line) && !Known.IsMatch(line));
}
