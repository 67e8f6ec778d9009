using Proxier.Testing.Network;

namespace Proxier.Containers;

public sealed class IptablesLegacyTwoNodeTests(IptablesLegacyCluster bed) : TwoNodeCases(bed), IClassFixture<IptablesLegacyCluster>
{
    [NetnsFact]
    public Task The_rules_are_in_their_place_only() => AreOnlyInAsync("iptables-legacy-save -t nat", ":KUBE-SERVICES");
}
