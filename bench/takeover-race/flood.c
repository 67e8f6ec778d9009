/* Sends UDP packets to 10.96.0.1:53 without pause, each from an address and port of its own: each is a new flow. Ends by SIGTERM. */
#include <arpa/inet.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

static volatile sig_atomic_t is_over;

static void end(int signal) { (void)signal; is_over = 1; }

int main(int argc, char **argv)
{
    uint32_t sender = argc > 1 ? atoi(argv[1]) & 1 : 0;
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_addr.s_addr = inet_addr("10.96.0.1") };
    struct { struct iphdr ip; struct udphdr udp; } packet = { 0 };
    int raw = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
    if (raw < 0)
        return 1;

    signal(SIGTERM, end);
    packet.ip.version = 4;
    packet.ip.ihl = 5;
    packet.ip.tot_len = htons(sizeof packet);
    packet.ip.ttl = 64;
    packet.ip.protocol = IPPROTO_UDP;
    packet.ip.daddr = to.sin_addr.s_addr;
    packet.udp.dest = htons(53);
    packet.udp.len = htons(sizeof packet.udp);
    for (uint32_t n = 0; !is_over; n++) {
        packet.ip.saddr = htonl(0x0a320000 | sender << 15 | (n >> 14 & 0x7fff)); /* 10.50.0.0/16 */
        packet.udp.source = htons(1024 + (n & 0x3fff));
        sendto(raw, &packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to);
    }
    return 0;
}
