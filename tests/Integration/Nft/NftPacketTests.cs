using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Nft;

public sealed class NftClusterIPTests(ProxiedTestbed<NftUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftNodePortTests(ProxiedTestbed<NftUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftNodePortAddressTests(ProxiedTestbed<NftUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftLoadBalancerTests(ProxiedTestbed<NftUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftSourceRangeTests(ProxiedTestbed<NftUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftExternalIPTests(ProxiedTestbed<NftUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftAffinityTests(ProxiedTestbed<NftUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftTerminatingTests(ProxiedTestbed<NftUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftTopologyTests(ProxiedTestbed<NftUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftChangeTests(ProxiedTestbed<NftUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftDualStackTests(ProxiedTestbed<NftUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class NftPodSourceTests(ProxiedTestbed<NftUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<NftUnderTest>>;
