using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Userspace;

public sealed class UserspaceProxydClusterIPTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydLoadBalancerTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydSourceRangeTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydAffinityTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydChangeTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydDualStackTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;

public sealed class UserspaceProxydFlowTests(ProxiedTestbed<UserspaceProxydUnderTest> proxied) : FlowCases(proxied), IClassFixture<ProxiedTestbed<UserspaceProxydUnderTest>>;
