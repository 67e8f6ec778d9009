using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Nft;
using Proxier.Backends.Userspace;
using Proxier.Core.Building;
using Proxier.Integration.Backends;
using Proxier.Integration.Packets;
using Proxier.Integration.Uml;

namespace Proxier.Integration.Explaining;

public sealed class NftExplainTests(ProxiedTestbed<NftUnderTest> proxied)
    : ThoroughExplainCases(proxied, services => services.AddNftBackend(), NodePortAddressWords.Primary), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class IptablesNftExplainTests(ProxiedTestbed<IptablesNftUnderTest> proxied)
    : ThoroughExplainCases(proxied, services => services.AddIptablesBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesLegacyExplainTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied)
    : ThoroughExplainCases(proxied, services => services.AddIptablesBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;

public sealed class UserspaceByNftExplainTests(ProxiedTestbed<UserspaceByNftUnderTest> proxied)
    : ThoroughExplainCases(proxied, services => services.AddUserspaceBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<UserspaceByNftUnderTest>>;

public sealed class UserspaceByIptablesExplainTests(ProxiedTestbed<UserspaceByIptablesUnderTest> proxied)
    : ThoroughExplainCases(proxied, services => services.AddUserspaceBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<UserspaceByIptablesUnderTest>>;

[Trait(OnUml.Trait, OnUml.Value)]
public sealed class IpvsExplainTests(ProxiedTestbed<IpvsUnderTest> proxied)
    : ExplainCases(proxied, services => services.AddIpvsBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<IpvsUnderTest>>;
