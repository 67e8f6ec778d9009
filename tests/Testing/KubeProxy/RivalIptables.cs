using System.Globalization;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>Rules in the shape of kube-proxy's mode iptables, as lines for <c>iptables-restore --noflush</c>.</summary>
public sealed class RivalIptables(IpFamily family)
{
    /// <summary>With more endpoints than this in all, rules of endpoints have no comments.</summary>
    private const int MostCommented = 1000;

    private const string NodePortTail = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";

    private const string Masquerade = """
        :KUBE-POSTROUTING - [0:0]
        :KUBE-MARK-MASQ - [0:0]
        -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000
        -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        -A KUBE-POSTROUTING -j MARK --xor-mark 0x4000
        -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
        """;

    private const string FilterChains = """
        :KUBE-SERVICES - [0:0]
        :KUBE-EXTERNAL-SERVICES - [0:0]
        :KUBE-FORWARD - [0:0]
        :KUBE-NODEPORTS - [0:0]
        :KUBE-PROXY-FIREWALL - [0:0]
        """;

    private const string Forward = """
        -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
        -A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
        -A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        COMMIT
        """;

    private const string FilterJumps = """
        -I INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
        -I INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
        -I INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        -I OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        -I FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        """;

    private const string NatJumps = """
        -I OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -I POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
        """;

    /// <summary>Pods' addresses; others are masqueraded on their way to a cluster IP.</summary>
    public string ClusterCidr { get; init; } = Plan.Cidr(Plan.ClusterCidrs, family);

    /// <summary>The first sync. Repeated, it is that of a new process over the rules of the last one, except for its jumps, which double.</summary>
    public IEnumerable<string> Full(IReadOnlyCollection<RivalService> services) =>
    [
        "*mangle", ":KUBE-PROXY-CANARY - [0:0]", "COMMIT",
        "*filter", ":KUBE-PROXY-CANARY - [0:0]", FilterChains, FilterJumps, Forward,
        "*nat", ":KUBE-PROXY-CANARY - [0:0]", .. Nat(services, services), NatJumps, "COMMIT", "",
    ];

    /// <summary>A later sync: the common chains, which lead to every service, and the chains of those services that changed.</summary>
    public IEnumerable<string> Partial(IReadOnlyCollection<RivalService> services, IEnumerable<RivalService> changed) =>
        ["*filter", FilterChains, Forward, "*nat", .. Nat(services, changed), "COMMIT", ""];

    public string Text(IReadOnlyCollection<RivalService> services) => string.Join('\n', Full(services));

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
        {NatJumps}
        COMMIT

        """;

    /// <summary>For <c>ipset restore</c>.</summary>
    public static string IpvsSets(IpFamily family) => $"""
        create {Set(family, "CLUSTER-IP")} hash:ip,port family {(family == IpFamily.IPv4 ? "inet" : "inet6")}
        create {Set(family, "LOAD-BALANCER-SOURCE-CIDR")[..Math.Min(31, Set(family, "LOAD-BALANCER-SOURCE-CIDR").Length)]} hash:ip,port,net family {(family == IpFamily.IPv4 ? "inet" : "inet6")}
        create {Set(family, "NODE-PORT-TCP")} bitmap:port range 0-65535

        """;

    private IEnumerable<string> Nat(IReadOnlyCollection<RivalService> services, IEnumerable<RivalService> written)
    {
        bool hasComments = services.Sum(service => service.Endpoints.Count) <= MostCommented;
        return
        [
            ":KUBE-SERVICES - [0:0]", ":KUBE-NODEPORTS - [0:0]", Masquerade,
            .. written.SelectMany(service => Chains(service, hasComments)), .. services.SelectMany(Ways),
            $"-A KUBE-SERVICES -m comment --comment \"{NodePortTail}\" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
        ];
    }

    /// <summary>Those of its endpoints, and those that lead to them.</summary>
    private IEnumerable<string> Chains(RivalService service, bool hasComments)
    {
        string name = service.FullName, hash = service.ChainHash, protocol = service.Word;
        IPAddress[] endpoints = [.. service.Endpoints.Select(endpoint => endpoint[family])];
        string comment = hasComments ? $" -m comment --comment \"{name}\"" : "";
        foreach (IPAddress endpoint in endpoints)
        {
            string chain = $"KUBE-SEP-{service.ChainHashOf(endpoint)}";
            yield return $":{chain} - [0:0]";
            yield return $"-A {chain}{comment} -s {endpoint} -j KUBE-MARK-MASQ";
            yield return $"-A {chain}{comment} -m {protocol} -p {protocol} -j DNAT --to-destination {service.Socket(endpoint)}";
        }

        yield return $":KUBE-SVC-{hash} - [0:0]";
        yield return $"-A KUBE-SVC-{hash} -m comment --comment \"{name} cluster IP\" -m {protocol} -p {protocol} -d {service.ClusterIP[family]} --dport {service.Port} ! -s {ClusterCidr} -j KUBE-MARK-MASQ";
        for (int i = 0; i < endpoints.Length; i++)
        {
            string arrow = hasComments ? $" -m comment --comment \"{name} -> {service.Socket(endpoints[i])}\"" : "";
            yield return $"-A KUBE-SVC-{hash}{arrow}{Chance(endpoints.Length - i)} -j KUBE-SEP-{service.ChainHashOf(endpoints[i])}";
        }

        if (service.NodePort == 0)
            yield break;
        yield return $":KUBE-EXT-{hash} - [0:0]";
        yield return $"-A KUBE-EXT-{hash} -m comment --comment \"masquerade traffic for {name} external destinations\" -j KUBE-MARK-MASQ";
        yield return $"-A KUBE-EXT-{hash} -j KUBE-SVC-{hash}";
    }

    /// <summary>What leads to its chains.</summary>
    private IEnumerable<string> Ways(RivalService service)
    {
        string name = service.FullName, hash = service.ChainHash, protocol = service.Word;
        yield return $"-A KUBE-SERVICES -m comment --comment \"{name} cluster IP\" -m {protocol} -p {protocol} -d {service.ClusterIP[family]} --dport {service.Port} -j KUBE-SVC-{hash}";
        if (service.NodePort > 0)
            yield return $"-A KUBE-NODEPORTS -m comment --comment \"{name}\" -m {protocol} -p {protocol} --dport {service.NodePort} -j KUBE-EXT-{hash}";
    }

    private static string Set(IpFamily family, string name) => $"KUBE-{(family == IpFamily.IPv4 ? "" : "6-")}{name}";

    private static string Chance(int left) => left == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" -m statistic --mode random --probability {1.0 / left:F10}");
}
