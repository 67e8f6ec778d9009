using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Userspace;

public sealed class UserspaceByIptablesClusterIPTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesNodePortTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesNodePortAddressTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesLoadBalancerTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesSourceRangeTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesExternalIPTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesAffinityTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesTerminatingTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesTopologyTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesChangeTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesDualStackTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

public sealed class UserspaceByIptablesPodSourceTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;
