using Proxier.Backends.Iptables;
using Proxier.Backends.Nft;
using Proxier.Core.Building;
using Proxier.Integration.Backends;
using Proxier.Integration.Packets;

namespace Proxier.Integration.Explaining;

public sealed class NftExplainTests(ProxiedTestbed<NftUnderTest> proxied)
    : ExplainCases(proxied, services => services.AddNftBackend(), NodePortAddressWords.Primary), IClassFixture<ProxiedTestbed<NftUnderTest>>;

public sealed class IptablesNftExplainTests(ProxiedTestbed<IptablesNftUnderTest> proxied)
    : ExplainCases(proxied, services => services.AddIptablesBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<IptablesNftUnderTest>>;

public sealed class IptablesLegacyExplainTests(ProxiedTestbed<IptablesLegacyUnderTest> proxied)
    : ExplainCases(proxied, services => services.AddIptablesBackend(), NodePortAddressWords.All), IClassFixture<ProxiedTestbed<IptablesLegacyUnderTest>>;
