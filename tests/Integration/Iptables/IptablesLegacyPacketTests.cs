using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Iptables;

public sealed class IptablesLegacyClusterIPTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyNodePortTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyNodePortAddressTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyLoadBalancerTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacySourceRangeTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyExternalIPTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyAffinityTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyTerminatingTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyTopologyTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyChangeTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyDualStackTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class IptablesLegacyPodSourceTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;
