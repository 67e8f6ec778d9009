namespace Proxier.Integration.Backends;

public sealed class NftProxydUnderTest() : ProxydUnderTest("nft", "nftables");
