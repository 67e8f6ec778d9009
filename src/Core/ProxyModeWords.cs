namespace Proxier.Core;

/// <summary>What <c>--proxy-mode</c> accepts; all but the last as kube-proxy has, or had, them.</summary>
public static class ProxyModeWords
{
    public const string Nftables = "nftables";
    public const string Iptables = "iptables";
    public const string Ipvs = "ipvs";
    public const string Userspace = "userspace";

    /// <summary>The first of <see cref="All"/> that works; kept over restarts.</summary>
    public const string Auto = "auto";

    /// <summary>In the order in which <see cref="Auto"/> tries them.</summary>
    public static IReadOnlyList<string> All { get; } = [Nftables, Ipvs, Iptables, Userspace];
}
