using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Iptables;

public sealed class IptablesNftClusterIPTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftNodePortTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftNodePortAddressTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftLoadBalancerTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftSourceRangeTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftExternalIPTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftAffinityTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftTerminatingTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftTopologyTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftChangeTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftDualStackTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesNftPodSourceTests(ProxiedTestbed<IptablesNftUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;
