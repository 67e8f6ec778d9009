using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>Tables in the shape of kube-proxy's nftables mode, 1.35: a chain for each service and each endpoint.</summary>
public static class RivalNft
{
    /// <summary>For <c>nft -f -</c>.</summary>
    public static string Text(IpFamily family, IReadOnlyList<RivalService> services)
    {
        string ip = family == IpFamily.IPv4 ? "ip" : "ip6", type = family == IpFamily.IPv4 ? "ipv4_addr" : "ipv6_addr";
        string loopback = family == IpFamily.IPv4 ? "127.0.0.0/8" : "::1";
        return $$"""
            table {{ip}} kube-proxy {
                comment "rules for kube-proxy"
                set cluster-ips { type {{type}}; comment "Active ClusterIPs"; }
                map firewall-ips { type {{type}} . inet_proto . inet_service : verdict; }
                map no-endpoint-services { type {{type}} . inet_proto . inet_service : verdict; }
                map no-endpoint-nodeports { type inet_proto . inet_service : verdict; }
                map service-ips { type {{type}} . inet_proto . inet_service : verdict; }
                map service-nodeports { type inet_proto . inet_service : verdict; }
                chain mark-for-masquerade { meta mark set meta mark | 0x4000; }
                chain masquerading {
                    meta mark & 0x4000 == 0 return
                    meta mark set meta mark ^ 0x4000
                    masquerade fully-random
                }
                chain reject-chain { reject; }
                chain cluster-ips-check {
                    {{ip}} daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"
                    {{ip}} daddr {{Plan.Cidr(Plan.ServiceCidrs, family)}} drop comment "Drop traffic to unallocated ClusterIPs"
                }
                chain firewall-check { {{ip}} daddr . meta l4proto . th dport vmap @firewall-ips; }
                chain service-endpoints-check { {{ip}} daddr . meta l4proto . th dport vmap @no-endpoint-services; }
                chain nodeport-endpoints-check { fib daddr type local {{ip}} daddr != {{loopback}} meta l4proto . th dport vmap @no-endpoint-nodeports; }
                chain services {
                    {{ip}} daddr . meta l4proto . th dport vmap @service-ips
                    fib daddr type local {{ip}} daddr != {{loopback}} meta l4proto . th dport vmap @service-nodeports
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
            {{string.Concat(services.SelectMany(service => Service(family, ip, service)))}}
            """;
    }

    private static IEnumerable<string> Service(IpFamily family, string ip, RivalService service)
    {
        IPAddress vip = service.ClusterIP[family];
        IPAddress[] endpoints = [.. service.Endpoints.Select(endpoint => endpoint[family])];
        foreach (IPAddress endpoint in endpoints)
        {
            string chain = $"endpoint-{service.NftNameOf(endpoint)}";
            yield return $"add chain {ip} kube-proxy {chain}\n";
            yield return $"add rule {ip} kube-proxy {chain} {ip} saddr {endpoint} jump mark-for-masquerade\n";
            yield return $"add rule {ip} kube-proxy {chain} meta l4proto {service.Word} dnat to {service.Socket(endpoint)}\n";
        }

        string pool = $"service-{service.NftName}", external = $"external-{service.NftName}";
        string numbers = string.Join(", ", endpoints.Select((endpoint, i) => $"{i} : goto endpoint-{service.NftNameOf(endpoint)}"));
        yield return $"add chain {ip} kube-proxy {pool}\n";
        yield return $"add rule {ip} kube-proxy {pool} {ip} daddr {vip} {service.Word} dport {service.Port} {ip} saddr != {Plan.Cidr(Plan.ClusterCidrs, family)} jump mark-for-masquerade\n";
        yield return $"add rule {ip} kube-proxy {pool} numgen random mod {endpoints.Length} vmap {{ {numbers} }}\n";
        yield return $"add element {ip} kube-proxy cluster-ips {{ {vip} }}\n";
        yield return $"add element {ip} kube-proxy service-ips {{ {vip} . {service.Word} . {service.Port} : goto {pool} }}\n";
        if (service.NodePort == 0)
            yield break;
        yield return $"add chain {ip} kube-proxy {external}\n";
        yield return $"add rule {ip} kube-proxy {external} jump mark-for-masquerade\n";
        yield return $"add rule {ip} kube-proxy {external} goto {pool}\n";
        yield return $"add element {ip} kube-proxy service-nodeports {{ {service.Word} . {service.NodePort} : goto {external} }}\n";
    }
}
