using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Nft;
using Proxier.Backends.Userspace;
using Proxier.Core;
using Proxier.Core.Building;

namespace Proxier.Proxyd.Modes;

/// <summary>The words of <c>--proxy-mode</c>, and the modes that have a backend.</summary>
internal static class ProxyModes
{
    public const string Default = ProxyModeWords.Nftables;

    /// <summary>Everything that may be asked for. What has no backend is turned down with that reason, not as a word that is not known.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. ProxyModeWords.All, ProxyModeWords.Auto];

    /// <summary>One line for each backend.</summary>
    public static IReadOnlyList<ProxyMode> Built { get; } =
    [
        new(ProxyModeWords.Nftables, NodePortAddressWords.Primary, HasLocalhostNodePorts: false, services => services.AddNftBackend()),
        new(ProxyModeWords.Iptables, NodePortAddressWords.All, HasLocalhostNodePorts: true, services => services.AddIptablesBackend()),
        new(ProxyModeWords.Userspace, NodePortAddressWords.All, HasLocalhostNodePorts: false, services => services.AddUserspaceBackend()),
        new(ProxyModeWords.Ipvs, NodePortAddressWords.All, HasLocalhostNodePorts: false, services => services.AddIpvsBackend()),
    ];

    /// <summary>
    /// The modes whose rules go when <paramref name="mode"/> is in use. Those of ipvs cannot be told from kube-proxy's, so they stay where rules
    /// of other proxies are to stay.
    /// </summary>
    public static IReadOnlyList<ProxyMode> OthersThan(ProxyMode mode, bool takesOver) =>
        [.. Built.Where(other => other != mode && (takesOver || other.Word != ProxyModeWords.Ipvs))];

    /// <summary>Null when it has no backend.</summary>
    public static ProxyMode? Find(string word) => Built.FirstOrDefault(mode => mode.Word == word);
}
