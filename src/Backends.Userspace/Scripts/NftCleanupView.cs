namespace Proxier.Backends.Userspace.Scripts;

/// <summary>The model of <c>nft-cleanup.scriban</c>.</summary>
/// <param name="Family">ip or ip6.</param>
internal sealed record NftCleanupView(string Family);
