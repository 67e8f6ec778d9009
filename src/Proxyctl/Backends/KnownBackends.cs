using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Nft;
using Proxier.Backends.Userspace;
using Proxier.Core;
using Proxier.Core.Building;

namespace Proxier.Proxyctl.Backends;

internal static class KnownBackends
{
    /// <summary>The first is the default.</summary>
    public static IReadOnlyList<KnownBackend> All { get; } =
    [
        new("nft", ProxyModeWords.Nftables, NodePortAddressWords.Primary, "--check", NftServices.AddNftBackend),
        new("iptables", ProxyModeWords.Iptables, NodePortAddressWords.All, "--test", (services, templates) => services.AddIptablesBackend(templates: templates)),
        new("userspace", ProxyModeWords.Userspace, NodePortAddressWords.All, "--check", (services, templates) => services.AddUserspaceBackend(templates: templates)) { NeedsDaemon = true },
        new("ipvs", ProxyModeWords.Ipvs, NodePortAddressWords.All, null, (services, templates) => services.AddIpvsBackend(templates: templates)),
    ];
}
