using Proxier.Testing.Network;

namespace Proxier.Containers;

public sealed class IptablesNftTwoNodeTests(IptablesNftCluster bed) : TwoNodeCases(bed), IClassFixture<IptablesNftCluster>
{
    [NetnsFact]
    public Task The_rules_are_in_their_place_only() => AreOnlyInAsync("iptables-nft-save -t nat", ":KUBE-SERVICES");
}
