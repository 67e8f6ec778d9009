using Proxier.Backends.Iptables;
using Proxier.Core.Building;
using Proxier.Core.Iptables;

namespace Proxier.Integration.Backends;

/// <summary>In one variant of the tool.</summary>
public abstract class IptablesUnderTest(IptablesVariant variant)
    : InProcessBackend(services => services.AddIptablesBackend(options => options.Variant = variant), NodePortAddressWords.All);

public sealed class IptablesNftUnderTest() : IptablesUnderTest(IptablesVariant.Nft);

public sealed class IptablesLegacyUnderTest() : IptablesUnderTest(IptablesVariant.Legacy);
