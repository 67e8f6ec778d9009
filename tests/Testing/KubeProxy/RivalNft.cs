using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>
/// Tables in the shape of kube-proxy's nftables mode, and the transactions that lead from one state to the next, as lines for <c>nft -f -</c>.
/// Written from what is known of the table's content; sets that few services need (affinity, hairpin) stay empty, which only makes it faster.
/// </summary>
public sealed class RivalNft(IpFamily family, RivalNftShape shape = RivalNftShape.ChainPerEndpoint)
{
    private readonly string _ip = family == IpFamily.IPv4 ? "ip" : "ip6";

    /// <summary>Pods' addresses; others are masqueraded on their way to a cluster IP.</summary>
    public string ClusterCidr { get; init; } = Plan.Cidr(Plan.ClusterCidrs, family);

    public string ServiceCidr { get; init; } = Plan.Cidr(Plan.ServiceCidrs, family);

    /// <summary>A sync without a table: everything in one transaction.</summary>
    public IEnumerable<string> Full(IEnumerable<RivalService> services) => [Frame, .. services.SelectMany(Added)];

    /// <summary>The sync of a new process over the table of the last one: chains are filled anew, elements are known to be there.</summary>
    public IEnumerable<string> Again(IEnumerable<RivalService> services) => services.SelectMany(Chains);

    /// <summary>A service that the table does not have.</summary>
    public IEnumerable<string> Added(RivalService service)
    {
        foreach (string line in Chains(service))
            yield return line;
        foreach (string element in Elements(service))
            yield return $"add element {element}";
    }

    /// <summary>A service whose endpoints are others. Chains that nothing leads to any more are emptied; <see cref="Swept"/> comes later.</summary>
    public IEnumerable<string> Changed(RivalService before, RivalService after) =>
        [.. Chains(after), .. Gone(before, after).Select(chain => $"flush chain {_ip} kube-proxy {chain}")];

    /// <summary>A service that is gone. Its chains are only emptied; <see cref="Swept"/> comes later.</summary>
    public IEnumerable<string> Removed(RivalService service) =>
        [.. Elements(service).Select(element => $"delete element {element}"), .. ChainNames(service).Select(chain => $"flush chain {_ip} kube-proxy {chain}")];

    /// <summary>Deletes chains at least a second after they were emptied.</summary>
    /// <param name="after">Null: the service is gone.</param>
    public IEnumerable<string> Swept(RivalService before, RivalService? after) => Gone(before, after).Select(chain => $"delete chain {_ip} kube-proxy {chain}");

    /// <summary>For <c>nft -f -</c>.</summary>
    public string Text(IEnumerable<RivalService> services) => string.Join('\n', Full(services));

    private IEnumerable<string> Gone(RivalService before, RivalService? after) => after is null ? ChainNames(before) : ChainNames(before).Except(ChainNames(after));

    private IEnumerable<string> ChainNames(RivalService service)
    {
        if (service.NodePort > 0)
            yield return $"external-{service.NftName}";
        yield return $"service-{service.NftName}";
        if (shape == RivalNftShape.AnonymousMap)
            yield break;
        foreach (AddressPair endpoint in service.Endpoints)
            yield return $"endpoint-{service.NftNameOf(endpoint[family])}";
    }

    /// <summary>Made where they are not there, emptied, and filled.</summary>
    private IEnumerable<string> Chains(RivalService service)
    {
        string pool = $"service-{service.NftName}";
        IEnumerable<string> rules = shape == RivalNftShape.AnonymousMap ? [OneRule(service)] : PoolRules(service);
        IEnumerable<string> endpoints = shape == RivalNftShape.AnonymousMap ? [] : service.Endpoints.SelectMany(endpoint => EndpointChain(service, endpoint[family]));
        IEnumerable<string> external = service.NodePort == 0 ? [] : Chain($"external-{service.NftName}", Mark, $"goto {pool}");
        return endpoints.Concat(Chain(pool, [.. rules])).Concat(external);
    }

    private IEnumerable<string> Chain(string chain, params string[] rules) =>
        [$"add chain {_ip} kube-proxy {chain}", $"flush chain {_ip} kube-proxy {chain}", .. rules.Select(rule => $"add rule {_ip} kube-proxy {chain} {rule}")];

    private IEnumerable<string> EndpointChain(RivalService service, IPAddress endpoint) =>
        Chain($"endpoint-{service.NftNameOf(endpoint)}", $"{_ip} saddr {endpoint} {Mark}", $"meta l4proto {service.Word} dnat to {service.Socket(endpoint)}");

    private string[] PoolRules(RivalService service)
    {
        string numbers = string.Join(", ", service.Endpoints.Select((endpoint, i) => $"{i} : goto endpoint-{service.NftNameOf(endpoint[family])}"));
        return
        [
            $"{_ip} daddr {service.ClusterIP[family]} {service.Word} dport {service.Port} {_ip} saddr != {ClusterCidr} {Mark}",
            $"numgen random mod {service.Endpoints.Count} vmap {{ {numbers} }}",
        ];
    }

    private string OneRule(RivalService service) => service.Endpoints.Count == 1
        ? $"meta l4proto {service.Word} dnat to {service.Socket(service.Endpoints[0][family])}"
        : $"meta l4proto {service.Word} dnat {_ip} addr . port to numgen random mod {service.Endpoints.Count} map {{ "
            + string.Join(", ", service.Endpoints.Select((endpoint, i) => $"{i} : {endpoint[family]} . {service.TargetPort}")) + " }";

    private IEnumerable<string> Elements(RivalService service)
    {
        IPAddress vip = service.ClusterIP[family];
        yield return $"{_ip} kube-proxy cluster-ips {{ {vip} }}";
        yield return $"{_ip} kube-proxy service-ips {{ {vip} . {service.Word} . {service.Port} : goto service-{service.NftName} }}";
        if (service.NodePort > 0)
            yield return $"{_ip} kube-proxy service-nodeports {{ {service.Word} . {service.NodePort} : goto external-{service.NftName} }}";
    }

    private string Mark => shape == RivalNftShape.AnonymousMap ? "meta mark set meta mark | 0x4000" : "jump mark-for-masquerade";

    private string Type => family == IpFamily.IPv4 ? "ipv4_addr" : "ipv6_addr";

    private string Loopback => family == IpFamily.IPv4 ? "127.0.0.0/8" : "::1";

    private string Masquerade => shape == RivalNftShape.AnonymousMap
        ? $$"""
                set hairpin-connections { type {{Type}} . {{Type}} . inet_proto . inet_service; }
                chain masquerading {
                    meta mark & 0x4000 != 0 meta mark set meta mark ^ 0x4000 masquerade fully-random
                    ct status dnat {{_ip}} saddr . {{_ip}} daddr . meta l4proto . th dport @hairpin-connections masquerade fully-random
                }
            """
        : """
                chain mark-for-masquerade { meta mark set meta mark | 0x4000; }
                chain masquerading {
                    meta mark & 0x4000 == 0 return
                    meta mark set meta mark ^ 0x4000
                    masquerade fully-random
                }
            """;

    private string HeadOfServices => shape == RivalNftShape.AnonymousMap ? $"{_ip} daddr @cluster-ips {_ip} saddr != {ClusterCidr} {Mark}" : "";

    private string Frame => $$"""
        table {{_ip}} kube-proxy {
            comment "rules for kube-proxy"
            set cluster-ips { type {{Type}}; comment "Active ClusterIPs"; }
            map firewall-ips { type {{Type}} . inet_proto . inet_service : verdict; }
            map no-endpoint-services { type {{Type}} . inet_proto . inet_service : verdict; }
            map no-endpoint-nodeports { type inet_proto . inet_service : verdict; }
            map service-ips { type {{Type}} . inet_proto . inet_service : verdict; }
            map service-nodeports { type inet_proto . inet_service : verdict; }
        {{Masquerade}}
            chain reject-chain { reject; }
            chain cluster-ips-check {
                {{_ip}} daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"
                {{_ip}} daddr {{ServiceCidr}} drop comment "Drop traffic to unallocated ClusterIPs"
            }
            chain firewall-check { {{_ip}} daddr . meta l4proto . th dport vmap @firewall-ips; }
            chain service-endpoints-check { {{_ip}} daddr . meta l4proto . th dport vmap @no-endpoint-services; }
            chain nodeport-endpoints-check { fib daddr type local {{_ip}} daddr != {{Loopback}} meta l4proto . th dport vmap @no-endpoint-nodeports; }
            chain services {
                {{HeadOfServices}}
                {{_ip}} daddr . meta l4proto . th dport vmap @service-ips
                fib daddr type local {{_ip}} daddr != {{Loopback}} meta l4proto . th dport vmap @service-nodeports
            }
            chain filter-prerouting-pre-dnat { type filter hook prerouting priority -110; ct state new jump firewall-check; }
            chain filter-output-pre-dnat { type filter hook output priority -110; ct state new jump firewall-check; }
            chain filter-input { type filter hook input priority 0; ct state new jump nodeport-endpoints-check; ct state new jump service-endpoints-check; }
            chain filter-forward { type filter hook forward priority 0; ct state new jump service-endpoints-check; ct state new jump cluster-ips-check; }
            chain filter-output { type filter hook output priority 0; ct state new jump service-endpoints-check; ct state new jump cluster-ips-check; }
            chain nat-prerouting { type nat hook prerouting priority -100; jump services; }
            chain nat-output { type nat hook output priority -100; jump services; }
            chain nat-postrouting { type nat hook postrouting priority 100; jump masquerading; }
        }
        """;
}
