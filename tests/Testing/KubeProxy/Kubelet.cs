using Proxier.Core.Objects;

namespace Proxier.Testing.KubeProxy;

/// <summary>What the kubelet keeps in iptables, for <c>iptables-restore --noflush</c>.</summary>
public static class Kubelet
{
    /// <summary>Of 1.28 and later.</summary>
    public static string Text(IpFamily family) => $"""
        *mangle
        :KUBE-IPTABLES-HINT - [0:0]
        :KUBE-KUBELET-CANARY - [0:0]
        COMMIT
        *filter
        :KUBE-FIREWALL - [0:0]
        :KUBE-KUBELET-CANARY - [0:0]
        {(family == IpFamily.IPv4 ? Guard : "")}
        -I INPUT -j KUBE-FIREWALL
        -I OUTPUT -j KUBE-FIREWALL
        COMMIT
        *nat
        :KUBE-KUBELET-CANARY - [0:0]
        COMMIT

        """;

    private const string Guard =
        "-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment \"block incoming localnet connections\" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP";
}
