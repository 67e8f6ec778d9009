using System.Globalization;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>Rules in the shape of kube-proxy's modes iptables and ipvs, for <c>iptables-restore --noflush</c>.</summary>
public static class RivalIptables
{
    private const string NodePortTail = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";

    public static string Text(IpFamily family, IReadOnlyList<RivalService> services) => $"""
        *mangle
        :KUBE-PROXY-CANARY - [0:0]
        COMMIT
        *filter
        :KUBE-PROXY-CANARY - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-EXTERNAL-SERVICES - [0:0]
        :KUBE-FORWARD - [0:0]
        :KUBE-NODEPORTS - [0:0]
        :KUBE-PROXY-FIREWALL - [0:0]
        -I INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
        -I INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
        -I INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        -I OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
        -A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
        -A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        COMMIT
        *nat
        :KUBE-PROXY-CANARY - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-NODEPORTS - [0:0]
        {Masquerade}
        {string.Join('\n', services.SelectMany(service => Service(family, service)))}
        -A KUBE-SERVICES -m comment --comment "{NodePortTail}" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
        {NatHooks}
        COMMIT

        """;

    /// <summary>The iptables part of the mode ipvs; the sets must exist.</summary>
    public static string IpvsText(IpFamily family) => $"""
        *filter
        :KUBE-FORWARD - [0:0]
        :KUBE-NODE-PORT - [0:0]
        :KUBE-PROXY-FIREWALL - [0:0]
        :KUBE-SOURCE-RANGES-FIREWALL - [0:0]
        :KUBE-IPVS-FILTER - [0:0]
        :KUBE-IPVS-OUT-FILTER - [0:0]
        -I FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
        -I FORWARD -m comment --comment "kube-proxy firewall rules" -j KUBE-PROXY-FIREWALL
        -I INPUT -m comment --comment "kubernetes health check rules" -j KUBE-NODE-PORT
        -I INPUT -m comment --comment "kubernetes ipvs access filter" -j KUBE-IPVS-FILTER
        -I INPUT -m comment --comment "kube-proxy firewall rules" -j KUBE-PROXY-FIREWALL
        -I OUTPUT -m comment --comment "kubernetes ipvs access filter" -j KUBE-IPVS-OUT-FILTER
        -A KUBE-SOURCE-RANGES-FIREWALL -j DROP
        -A KUBE-IPVS-FILTER -m set --match-set {Set(family, "CLUSTER-IP")} dst,dst -j RETURN
        COMMIT
        *nat
        :KUBE-SERVICES - [0:0]
        :KUBE-NODE-PORT - [0:0]
        :KUBE-LOAD-BALANCER - [0:0]
        {Masquerade}
        -A KUBE-LOAD-BALANCER -j KUBE-MARK-MASQ
        -A KUBE-SERVICES -m comment --comment "Kubernetes service cluster ip + port for masquerade purpose" -m set --match-set {Set(family, "CLUSTER-IP")} src,dst -j KUBE-MARK-MASQ
        -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODE-PORT
        -A KUBE-SERVICES -m set --match-set {Set(family, "CLUSTER-IP")} dst,dst -j ACCEPT
        {NatHooks}
        COMMIT

        """;

    /// <summary>For <c>ipset restore</c>.</summary>
    public static string IpvsSets(IpFamily family) => $"""
        create {Set(family, "CLUSTER-IP")} hash:ip,port family {(family == IpFamily.IPv4 ? "inet" : "inet6")}
        create {Set(family, "LOAD-BALANCER-SOURCE-CIDR")[..Math.Min(31, Set(family, "LOAD-BALANCER-SOURCE-CIDR").Length)]} hash:ip,port,net family {(family == IpFamily.IPv4 ? "inet" : "inet6")}
        create {Set(family, "NODE-PORT-TCP")} bitmap:port range 0-65535

        """;

    private const string Masquerade = """
        :KUBE-POSTROUTING - [0:0]
        :KUBE-MARK-MASQ - [0:0]
        -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000
        -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        -A KUBE-POSTROUTING -j MARK --xor-mark 0x4000
        -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
        """;

    private const string NatHooks = """
        -I OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
        """;

    private static string Set(IpFamily family, string name) => $"KUBE-{(family == IpFamily.IPv4 ? "" : "6-")}{name}";

    private static IEnumerable<string> Service(IpFamily family, RivalService service)
    {
        string name = service.FullName, hash = service.ChainHash, protocol = service.Word;
        IPAddress[] endpoints = [.. service.Endpoints.Select(endpoint => endpoint[family])];
        foreach (IPAddress endpoint in endpoints)
        {
            string chain = $"KUBE-SEP-{service.ChainHashOf(endpoint)}";
            yield return $":{chain} - [0:0]";
            yield return $"-A {chain} -m comment --comment \"{name}\" -s {endpoint} -j KUBE-MARK-MASQ";
            yield return $"-A {chain} -m comment --comment \"{name}\" -m {protocol} -p {protocol} -j DNAT --to-destination {service.Socket(endpoint)}";
        }

        yield return $":KUBE-SVC-{hash} - [0:0]";
        yield return $"-A KUBE-SVC-{hash} -m comment --comment \"{name} cluster IP\" -m {protocol} -p {protocol} -d {service.ClusterIP[family]} --dport {service.Port} ! -s {Plan.Cidr(Plan.ClusterCidrs, family)} -j KUBE-MARK-MASQ";
        for (int i = 0; i < endpoints.Length; i++)
            yield return $"-A KUBE-SVC-{hash} -m comment --comment \"{name} -> {service.Socket(endpoints[i])}\"{Chance(endpoints.Length - i)} -j KUBE-SEP-{service.ChainHashOf(endpoints[i])}";
        yield return $"-A KUBE-SERVICES -m comment --comment \"{name} cluster IP\" -m {protocol} -p {protocol} -d {service.ClusterIP[family]} --dport {service.Port} -j KUBE-SVC-{hash}";
        if (service.NodePort == 0)
            yield break;
        yield return $":KUBE-EXT-{hash} - [0:0]";
        yield return $"-A KUBE-EXT-{hash} -m comment --comment \"masquerade traffic for {name} external destinations\" -j KUBE-MARK-MASQ";
        yield return $"-A KUBE-EXT-{hash} -j KUBE-SVC-{hash}";
        yield return $"-A KUBE-NODEPORTS -m comment --comment \"{name}\" -m {protocol} -p {protocol} --dport {service.NodePort} -j KUBE-EXT-{hash}";
    }

    private static string Chance(int left) => left == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" -m statistic --mode random --probability {1.0 / left:F10}");
}
