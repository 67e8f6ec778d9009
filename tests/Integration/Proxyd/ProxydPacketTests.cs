using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Proxyd;

public sealed class ProxydClusterIPTests(ProxiedTestbed<NftProxydUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydNodePortTests(ProxiedTestbed<NftProxydUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydNodePortAddressTests(ProxiedTestbed<NftProxydUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydLoadBalancerTests(ProxiedTestbed<NftProxydUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydSourceRangeTests(ProxiedTestbed<NftProxydUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydExternalIPTests(ProxiedTestbed<NftProxydUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydAffinityTests(ProxiedTestbed<NftProxydUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydTerminatingTests(ProxiedTestbed<NftProxydUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydTopologyTests(ProxiedTestbed<NftProxydUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydChangeTests(ProxiedTestbed<NftProxydUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydDualStackTests(ProxiedTestbed<NftProxydUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydPodSourceTests(ProxiedTestbed<NftProxydUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;

public sealed class ProxydFlowTests(ProxiedTestbed<NftProxydUnderTest> proxied) : FlowCases(proxied), IClassFixture<ProxiedTestbed<NftProxydUnderTest>>;
