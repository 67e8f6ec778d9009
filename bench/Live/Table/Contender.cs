namespace Proxier.Live.Table;

/// <summary>Whose rules they are.</summary>
internal enum Contender
{
    Proxier,

    /// <summary>kube-proxy's nftables shape from 1.36 on. All ratios are against it.</summary>
    Nftables136,

    /// <summary>kube-proxy's nftables shape up to 1.35.</summary>
    Nftables135,

    /// <summary>kube-proxy's iptables shape, by the legacy tool: on newer kernels iptables-nft takes far longer for it.</summary>
    Iptables,
}
