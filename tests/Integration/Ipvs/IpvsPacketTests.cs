using Proxier.Integration.Backends;
using Proxier.Integration.Packets;
using Proxier.Integration.Uml;

namespace Proxier.Integration.Ipvs;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsClusterIPTests(ProxiedTestbed<IpvsUnderTest> proxied) : ClusterIPCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsNodePortTests(ProxiedTestbed<IpvsUnderTest> proxied) : NodePortCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsNodePortAddressTests(ProxiedTestbed<IpvsUnderTest> proxied) : NodePortAddressCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsLoadBalancerTests(ProxiedTestbed<IpvsUnderTest> proxied) : LoadBalancerCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsSourceRangeTests(ProxiedTestbed<IpvsUnderTest> proxied) : SourceRangeCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsExternalIPTests(ProxiedTestbed<IpvsUnderTest> proxied) : ExternalIPCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsAffinityTests(ProxiedTestbed<IpvsUnderTest> proxied) : AffinityCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsTerminatingTests(ProxiedTestbed<IpvsUnderTest> proxied) : TerminatingCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsTopologyTests(ProxiedTestbed<IpvsUnderTest> proxied) : TopologyCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsChangeTests(ProxiedTestbed<IpvsUnderTest> proxied) : ChangeCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsDualStackTests(ProxiedTestbed<IpvsUnderTest> proxied) : DualStackCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsPodSourceTests(ProxiedTestbed<IpvsUnderTest> proxied) : PodSourceCases(proxied), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;
