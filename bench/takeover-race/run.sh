#!/bin/sh
# Counts new flows that no table translates while one nftables table takes the place of another, ROUNDS times each way:
#   one     the new table, with all that is in it, and the deletion of the old one in one transaction
#   pieces  the new table without frontends first; the frontends and the deletion in one transaction
#   two     the whole new table in one transaction, the deletion in the next
# Needs root, nft, ip and a C compiler. Usage: bench/takeover-race/run.sh [ROUNDS]
set -eu
cd "$(dirname "$0")"
rounds=${1:-400}
work=$(mktemp -d)
client=race-client node=race-node

clean() {
    kill "$first" "$second" 2>/dev/null || true
    ip netns del $client 2>/dev/null || true
    ip netns del $node 2>/dev/null || true
    rm -rf "$work"
}
first= second=
trap clean EXIT

frame() {
    cat <<END
table ip $1 {
    map service-ips { type ipv4_addr . inet_proto . inet_service : verdict; }
    chain endpoint-a { meta l4proto udp dnat to 10.9.0.9:53; }
    chain service-a { numgen random mod 2 vmap { 0 : goto endpoint-a, 1 : goto endpoint-a }; }
    chain services { ip daddr . meta l4proto . th dport vmap @service-ips; }
    chain nat-prerouting { type nat hook prerouting priority dstnat; jump services; }
}
END
}
frontends() { echo "add element ip $1 service-ips { 10.96.0.1 . udp . 53 : goto service-a }"; }
deletion() { echo "delete table ip $1"; }
load() { ip netns exec $node nft -f -; }

cc -O2 -o "$work/flood" flood.c
ip netns add $client
ip netns add $node
ip link add race netns $client type veth peer name race netns $node
ip -n $client addr add 10.9.1.1/24 dev race
ip -n $node addr add 10.9.1.2/24 dev race
ip -n $client link set race up
ip -n $node link set race up
ip -n $client route add default via 10.9.1.2
ip netns exec $node sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.race.rp_filter=0
for range in 10.50.0.0/16 10.9.0.0/24 10.96.0.0/16; do
    ip -n $node route add $range via 10.9.1.1
done
# Nothing is forwarded, so no flow is ever confirmed and the table of flows stays empty.
load <<END
table ip watch {
    counter missed { }
    counter translated { }
    chain forward {
        type filter hook forward priority 0
        ip daddr 10.96.0.1 counter name missed
        ip daddr 10.9.0.9 counter name translated
        drop
    }
}
END
{ frame old; frontends old; } | load
ip netns exec $client "$work/flood" 0 & first=$!
ip netns exec $client "$work/flood" 1 & second=$!
for way in one pieces two; do
    ip netns exec $node nft reset counters >/dev/null
    for _ in $(seq "$rounds"); do
        case $way in
        one) { frame new; frontends new; deletion old; } | load ;;
        pieces) frame new | load; { frontends new; deletion old; } | load ;;
        two) { frame new; frontends new; } | load; deletion old | load ;;
        esac
        { frame old; frontends old; } | load
        deletion new | load
    done
    echo "$way, $rounds takeovers: $(ip netns exec $node nft list counters table ip watch | awk '/counter/ {name = $2} /packets/ {printf "%s %s; ", $2, name}')"
done
