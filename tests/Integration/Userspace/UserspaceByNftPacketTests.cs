using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Userspace;

public sealed class UserspaceByNftClusterIPTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftNodePortTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftNodePortAddressTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftLoadBalancerTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftSourceRangeTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftExternalIPTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftAffinityTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftTerminatingTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftTopologyTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftChangeTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftDualStackTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByNftPodSourceTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;
