using Proxier.Testing.Network;

namespace Proxier.Containers;

public sealed class NftTwoNodeTests(NftCluster bed) : TwoNodeCases(bed), IClassFixture<NftCluster>
{
    [NetnsFact]
    public Task The_rules_are_in_their_place_only() => AreOnlyInAsync("nft list tables", "table ip proxier");
}
