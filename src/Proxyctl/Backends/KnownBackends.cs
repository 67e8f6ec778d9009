using Proxier.Backends.Nft;
using Proxier.Core.Building;

namespace Proxier.Proxyctl.Backends;

internal static class KnownBackends
{
    /// <summary>The first is the default.</summary>
    public static IReadOnlyList<KnownBackend> All { get; } =
    [
        new("nft", NodePortAddressWords.Primary, "--check", NftServices.AddNftBackend),
    ];
}
