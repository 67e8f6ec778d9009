using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>Everything that the iptables templates use, in one family.</summary>
internal static class IptablesTrials
{
    public static IReadOnlyList<RestoreTrial> Of(IpFamily family)
    {
        bool isIPv4 = family == IpFamily.IPv4;
        string ip = isIPv4 ? "IP" : "IP6", module = isIPv4 ? "ip" : "ip6", endpoint = isIPv4 ? "192.0.2.1:80" : "[2001:db8::1]:80";
        return
        [
            new("table nat", "nat", [], new KernelFeature($"CONFIG_{ip}_NF_NAT", $"{module}table_nat")),
            new("table filter", "filter", [], new KernelFeature($"CONFIG_{ip}_NF_FILTER", $"{module}table_filter")),
            new("table mangle", "mangle", [], new KernelFeature($"CONFIG_{ip}_NF_MANGLE", $"{module}table_mangle")),
            Match("comment", "nat", "-m comment --comment \"probe\" -j RETURN"),
            Match("statistic", "nat", "-m statistic --mode random --probability 0.3333333333 -j RETURN"),
            Match("recent", "nat", "-m recent --name proxier-probe --rcheck --seconds 10 --reap -j RETURN"),
            Match("addrtype", "nat", "-m addrtype --dst-type LOCAL -j RETURN"),
            new("match and target mark", "nat", ["-m mark ! --mark 0x4000/0x4000 -j RETURN", "-j MARK --set-xmark 0x4000/0x4000"], new KernelFeature("CONFIG_NETFILTER_XT_MARK", "xt_mark")),
            Match("conntrack", "filter", "-m conntrack --ctstate NEW -j RETURN"),
            new("target DNAT", "nat", [$"-p tcp -m tcp -j DNAT --to-destination {endpoint}"], new KernelFeature("CONFIG_NETFILTER_XT_NAT", "xt_nat")),
            new("target MASQUERADE", "nat", ["-j MASQUERADE"], new KernelFeature("CONFIG_NETFILTER_XT_TARGET_MASQUERADE", "xt_MASQUERADE")),
            new("target REJECT", "filter", ["-j REJECT"], new KernelFeature($"CONFIG_{ip}_NF_TARGET_REJECT", $"{(isIPv4 ? "ipt" : "ip6t")}_REJECT")),
            new("MASQUERADE --random-fully", "nat", ["-j MASQUERADE --random-fully"]) { IsOptional = true },
            // Looks at packets only: it does not need the module sctp, and must not load it.
            Match("sctp", "nat", "-p sctp -m sctp --dport 80 -j RETURN") with { IsOptional = true },
        ];
    }

    public static RestoreTrial Match(string name, string table, string rule) =>
        new($"match {name}", table, [rule], new KernelFeature($"CONFIG_NETFILTER_XT_MATCH_{name.ToUpperInvariant()}", $"xt_{name}"));
}
